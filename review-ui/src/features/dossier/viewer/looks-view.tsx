import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import { useTranslation } from 'react-i18next'
import { When } from '../../../app/when.tsx'

type Looks = NonNullable<Trace['looks']>

const lookEveryMs = 1000
const countOf = ({ fromAt, toAt }: Looks[number]): number => (toAt - fromAt) / lookEveryMs + 1
const sum = (looks: Looks): number => looks.reduce((all, run) => all + countOf(run), 0)
/** Of a camera that flickers there are thousands. */
const mostShown = 200

/** What was known of the camera from second to second. */
export function LooksView({ looks, manifest }: { looks: Looks; manifest: Manifest | undefined }) {
  const { t } = useTranslation()
  const fault = manifest?.finding.fault
  const faulty = looks.filter(({ faults }) => fault !== undefined && faults.includes(fault))
  const unsure = sum(looks.filter(({ faults, isSure }) => !isSure && faults.length === 0))
  return (
    <div className="trace" data-testid="looks">
      {fault !== undefined && (
        <p>
          {t('faults.traceText', {
            looks: sum(looks),
            faulty: sum(faulty),
            fault: t(`code.cameraFault.${fault}`),
          })}
          {unsure > 0 && ` · ${t('faults.traceUnsure', { n: unsure })}`}
        </p>
      )}
      <ol className="looks small">
        {looks.slice(0, mostShown).map((run) => (
          <li key={run.fromAt}>
            <When at={run.fromAt} /> – <When at={run.toAt} clockOnly />{' '}
            <strong>
              {run.faults.map((one) => t(`code.cameraFault.${one}`)).join(' · ')}
              {run.faults.length === 0 && t(run.isSure ? 'faults.traceNothing' : 'faults.traceCannotTell')}
            </strong>
          </li>
        ))}
      </ol>
    </div>
  )
}
