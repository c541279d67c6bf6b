import type { Person, Role } from '@sightline/api/contract/people'
import { openDuties } from '@sightline/api/law/duties'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.tsx'

/** Which duties nobody holds yet, what cannot be done without them, and the way to somebody who does. */
export function OpenDuties({
  people,
  onCreate,
}: {
  readonly people: readonly Person[]
  readonly onCreate: (role: Role) => void
}) {
  const { t } = useTranslation()
  const may = useMay()
  const open = openDuties(people.filter(({ active }) => active).map(({ role }) => role))
  if (open.length === 0 || !may('people.read')) return null
  return (
    <Alert
      type="info"
      showIcon
      className="above-table"
      data-testid="open-duties"
      title={t('duties.openTitle')}
      description={
        <>
          <p className="small">{t('duties.openHint')}</p>
          <ul className="open-duties">
            {open.map(({ duty, lacking }) => {
              const words = { duty: t(`code.role.${duty}`), why: t(`duties.why.${duty}`), n: lacking }
              return (
                <li key={duty}>
                  <span>{t(lacking > 1 ? 'duties.lackingMore' : 'duties.lackingOne', words)}</span>
                  {may('people.write') && (
                    <Button size="small" onClick={() => onCreate(duty)}>
                      {t('duties.create', words)}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </>
      }
    />
  )
}
