import type { Supervision } from '@sightline/api/contract/supervisions'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { supervisionsQuery } from '../../api/limit-queries.ts'
import { Loaded } from '../loaded.tsx'
import { useServerNow } from '../screen.tsx'
import { useMay } from '../session.tsx'
import { formatAt } from '../time.ts'
import { When } from '../when.tsx'
import { SupervisionDialog, type SupervisionAct } from './supervision-dialog.tsx'

/** What a supervisor asked of an alert or its case, and what was answered; asked, answered and ended by who may. */
export function SupervisionPanel({
  alertId,
  caseId = null,
}: {
  readonly alertId: string
  /** The case on whose page it stands. */
  readonly caseId?: string | null
}) {
  const { t } = useTranslation()
  const may = useMay()
  const supervisions = useQuery({ ...supervisionsQuery(alertId), enabled: may('supervisions.read') })
  const [act, setAct] = useState<SupervisionAct | null>(null)
  if (!may('supervisions.read')) return null
  return (
    <section className="panel" aria-label={t('supervisions.title')} data-testid="supervisions">
      <h2>{t('supervisions.title')}</h2>
      <Loaded of={supervisions}>
        {({ items, allowed }) => {
          const open = items.find(({ isUnderWay }) => isUnderWay)
          return (
            <>
              {items.length === 0 && <p className="soft">{t('supervisions.none')}</p>}
              {items.map((one) => (
                <Request key={one.id} one={one} />
              ))}
              <Space wrap>
                {allowed.map((one) => (
                  <Button
                    key={one}
                    size="small"
                    type={one === 'answer' ? 'primary' : 'default'}
                    onClick={() => setAct(one)}
                  >
                    {t(`supervisions.${one}`)}
                  </Button>
                ))}
              </Space>
              {act && (
                <SupervisionDialog
                  act={act}
                  of={{ alertId, caseId, open: open ?? null }}
                  onClose={() => setAct(null)}
                />
              )}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function Request({ one }: { readonly one: Supervision }) {
  const { t } = useTranslation()
  const now = useServerNow()
  const isLate = one.isUnderWay && one.steps.length === 0 && now > one.dueAt
  const withheld = <span className="soft">{t('supervisions.withheld')}</span>
  return (
    <div className="supervision" data-testid="supervision">
      {one.isUnderWay && (
        <Alert
          type={isLate ? 'error' : 'warning'}
          showIcon
          title={isLate ? t('supervisions.late') : t('supervisions.underWay')}
          description={t('supervisions.until', { at: formatAt(one.dueAt) })}
        />
      )}
      <ul className="open-duties">
        <li>
          <span>
            {one.reason ?? withheld}
            <br />
            <span className="small soft">
              {one.askedBy.name} <When at={one.askedAt} />
              {one.caseId !== null && <> · {t('supervisions.aboutCase')}</>}
            </span>
          </span>
        </li>
        {one.steps.map(({ act, text, at, by }) => (
          <li key={`${act} ${at} ${by.id}`}>
            <span>
              <Tag color={act === 'settled' ? 'success' : act === 'unsettled' ? 'error' : 'default'}>
                {t(`supervisions.acts.${act}`)}
              </Tag>
              {text ?? withheld}
              <br />
              <span className="small soft">
                {by.name} <When at={at} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
