import type { SourceState } from '@sightline/api/contract/sources'
import { dropReasons } from '@sightline/detectors/finding'
import { useTranslation } from 'react-i18next'
import { frameDrops } from '../../words/code-words.ts'

/** Why detections did not become findings, and how many frames nobody looked at: nothing is dropped unseen. */
export function DropList({ state }: { readonly state: SourceState }) {
  const { t } = useTranslation()
  const drops = dropReasons.flatMap((reason) => {
    const n = state.drops[reason] ?? 0
    return n > 0 ? [{ reason, n }] : []
  })
  const frameDropText = (reason: string): string => {
    const known = frameDrops.find((one) => one === reason)
    return known === undefined ? reason : t(`code.frameDrop.${known}`)
  }
  const dropped = Object.entries(state.framesDropped)
  return (
    <dl className="counts">
      <div>
        <dt>{t('sources.cadence')}</dt>
        <dd>{t(`code.cadence.${state.cadence}`)}</dd>
      </div>
      <div>
        <dt>{t('sources.framesLooked')}</dt>
        <dd className="num">{state.framesLooked}</dd>
      </div>
      {dropped.map(([reason, n]) => (
        <div key={reason}>
          <dt>
            {t('sources.framesDropped')} · {frameDropText(reason)}
          </dt>
          <dd className="num">{n}</dd>
        </div>
      ))}
      {drops.map(({ reason, n }) => (
        <div key={reason}>
          <dt>{t(`code.dropReason.${reason}`)}</dt>
          <dd className="num">{n}</dd>
        </div>
      ))}
      {drops.length === 0 && (
        <div>
          <dt>{t('sources.drops')}</dt>
          <dd>{t('sources.noDrops')}</dd>
        </div>
      )}
    </dl>
  )
}
