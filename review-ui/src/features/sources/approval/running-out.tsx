import type { Source } from '@sightline/api/contract/sources'
import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { runningOut, type RunningOut } from '@sightline/api/law/running-out'
import { Alert } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useServerNow } from '../../../app/screen.tsx'
import { formatDay } from '../../../app/time.ts'

const told = ({ what, lastDay, isOver }: RunningOut, t: TFunction): string =>
  t(`approval.${isOver ? 'over' : 'endsSoon'}.${what}`, { day: lastDay })

type Ending = RunningOut & { readonly sourceId: string }

/** Of which sources in use the photograph of the sign, or the certificate, is over or will be within 30 days. */
export function SourcesRunningOut({
  sources,
  endings,
}: {
  readonly sources: readonly Source[]
  readonly endings: readonly Ending[]
}) {
  const { t } = useTranslation()
  const shown = endings.flatMap((one) => {
    const source = sources.find(({ id }) => id === one.sourceId)
    return source ? [{ ...one, name: source.name }] : []
  })
  if (shown.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      className="above-table"
      data-testid="running-out"
      title={t('approval.runningOut', { n: new Set(shown.map(({ sourceId }) => sourceId)).size })}
      description={
        <ul className="problems">
          {shown.map((one) => (
            <li key={`${one.sourceId}.${one.what}`}>
              <Link to={`/sources/${one.sourceId}#approval`}>{one.name}</Link> {told(one, t)}
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** The same of one source, beside its file. */
export function RunningOutNote({ detail: { file, state } }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const endings = runningOut(file, formatDay(useServerNow()))
  if (endings.length === 0 || state === 'retired') return null
  return (
    <ul className="problems warn" data-testid="running-out">
      {endings.map((one) => (
        <li key={one.what}>⚠ {told(one, t)}</li>
      ))}
    </ul>
  )
}
