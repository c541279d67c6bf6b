import type { ShadowDifference } from '@sightline/api/contract/shadows'
import { routes } from '@sightline/api/contract/routes'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/client.ts'
import { useKindName } from '../../app/kind-name.ts'
import { formatAt } from '../../app/time.ts'

const inPicture = (share: number): number => Math.min(1, Math.max(0, share))
const percent = (share: number): string => `${share * 100}%`

/** The small picture of its moment; the box is drawn over it here, never into it. */
export function DifferencePicture(props: { readonly runId: string; readonly of: ShadowDifference }) {
  const { runId, of } = props
  const { t } = useTranslation()
  const kindName = useKindName()
  if (!of.hasPicture) return <div className="shadow-none soft">{t('shadows.noPicture')}</div>
  const { findingId, side, box } = of
  const query = new URLSearchParams({ side, findingId }).toString()
  const [left, top] = [inPicture(box.left), inPicture(box.top)]
  const [right, bottom] = [inPicture(box.right), inPicture(box.bottom)]
  const named = { kind: kindName(of.kind), source: of.sourceName, at: formatAt(of.confirmedAt) }
  return (
    <div className="shadow-picture">
      <img
        loading="lazy"
        src={`${addressOf(routes.shadows.picture, { id: runId })}?${query}`}
        alt={t('shadows.pictureOf', named)}
      />
      <span
        className="shadow-box"
        aria-hidden="true"
        style={{
          left: percent(left),
          top: percent(top),
          width: percent(right - left),
          height: percent(bottom - top),
        }}
      />
    </div>
  )
}
