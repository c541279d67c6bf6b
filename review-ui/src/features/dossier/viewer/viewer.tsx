import type { AlertDetail, Exhibit } from '@sightline/api/contract/alerts'
import type { Manifest } from '@sightline/api/contract/dossier'
import { routes } from '@sightline/api/contract/routes'
import { turnBack, turnSize, type Turn } from '@sightline/detectors/geometry/turn'
import { Alert, Switch, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { formatAt } from '../../../app/time.ts'
import { ReasonGate } from '../../../app/reason-gate.tsx'
import { Watermarked } from '../../../app/watermark.tsx'
import { When } from '../../../app/when.tsx'
import { ClipView } from './clip-view.tsx'
import { ownWords } from '../own-words.ts'
import { Marks } from './marks.tsx'
import { ownBoxAt } from './own-box.ts'
import { StillView } from './still-view.tsx'
import { TraceView } from './trace-view.tsx'
import { useWithoutMasks } from './without-masks.tsx'

interface ViewerProps {
  readonly detail: AlertDetail
  readonly exhibit: Exhibit
  readonly hasMarks: boolean
  readonly onMarks: (isOn: boolean) => void
  readonly onSeen: (exhibit: Exhibit) => void
}

/** One exhibit, large, with the facts about it and the switch for the marks. */
export function Viewer(props: ViewerProps) {
  const { exhibit } = props
  const { t } = useTranslation()
  // About the camera itself: there is no place in the picture to be shown.
  const isFault = props.detail.alert.fault !== null
  const canMark = !isFault && exhibit.expiredAt === null
  const unmasked = useWithoutMasks(props.detail)
  const hasBays = props.detail.manifests.some(({ zone }) => zone.bays.length > 0)
  return (
    <section className="viewer" aria-label={exhibit.name} data-testid="viewer">
      <div className="viewer-head">
        <strong>{t(`code.exhibitRole.${exhibit.role}`)}</strong>
        <Tag>{t(`code.stage.${exhibit.stage}`)}</Tag>
        <When at={exhibit.at} />
        {exhibit.role === 'overlay' && <Tag color="orange">{t('dossier.derivative')}</Tag>}
        {canMark && (
          <label className="viewer-marks" title={t('dossier.overlayHint')}>
            <Switch
              size="small"
              checked={props.hasMarks}
              onChange={props.onMarks}
              aria-label={t('dossier.overlay')}
            />
            {t('dossier.overlay')} <kbd>o</kbd>
          </label>
        )}
        {exhibit.expiredAt === null && isWholeStill(exhibit, props.detail.manifests) && (
          <>
            {unmasked.control}
            <a
              href={addressOf(routes.copies.still, { id: exhibit.id })}
              download={`copy-${exhibit.name.replaceAll('/', '-')}`}
              title={t('viewing.downloadCopyHint')}
            >
              {t('viewing.downloadCopy')}
            </a>
          </>
        )}
      </div>
      {exhibit.expiredAt === null ? (
        <ReasonGate sourceId={props.detail.alert.sourceId}>
          <Watermarked>
            <Shown {...props} permission={unmasked.permission} />
          </Watermarked>
        </ReasonGate>
      ) : (
        <Gone at={exhibit.expiredAt} />
      )}
      {props.hasMarks && canMark && (
        <p className="legend small">
          <span className="legend-own">{t(ownWords(props.detail.alert.kind).legend)}</span>
          <span className="legend-zone">{t('dossier.zoneLegend')}</span>
          {hasBays && <span className="legend-bay">{t('dossier.bayLegend')}</span>}
        </p>
      )}
    </section>
  )
}

/** It went by rule: nothing is asked for that could look like a loss. */
function Gone({ at }: { readonly at: number }) {
  const { t } = useTranslation()
  const said = t('keeping.exhibitGoneAt', { at: formatAt(at) })
  return <Alert data-testid="exhibit-expired" type="warning" showIcon title={said} />
}

type ShownProps = ViewerProps & { readonly permission: string | null }

function Shown({ detail, exhibit, hasMarks, onSeen, permission }: ShownProps): ReactNode {
  const manifest =
    detail.manifests.find(({ stage }) => stage === exhibit.sealedStage) ?? detail.manifests.at(-1)
  const video = manifest?.source.video
  const turn = manifest?.source.turn ?? 0
  const sent = video ?? { width: 16, height: 9 }
  const ratioOf = ({ width, height }: { readonly width: number; readonly height: number }) => width / height
  const marksAt = (at: number, by: Turn): ReactNode =>
    hasMarks && detail.alert.fault === null ? (
      <Marks zone={manifest?.zone} own={ownBoxAt(detail.trace, at)} turn={by} />
    ) : null
  const seen = (): void => onSeen(exhibit)
  if (exhibit.role === 'trace')
    return <TraceView kind={detail.alert.kind} trace={detail.trace} manifest={manifest} onSeen={seen} />
  if (exhibit.role === 'segment') {
    // The original is as the camera sent it: what is marked in the turned picture is turned back.
    const clip = { exhibit, turn, marksAt: (at: number) => marksAt(at, turnBack(turn)), onSeen: seen }
    return <ClipView key={exhibit.id} {...clip} ratio={ratioOf(sent)} />
  }
  const marks = showsWholePicture(exhibit, manifest) ? marksAt(exhibit.at, 0) : null
  const ratio = ratioOf(turnSize(sent, turn))
  const still = { exhibit, ratio, marks, permission, onSeen: seen }
  return <StillView key={`${exhibit.id} ${permission ?? ''}`} {...still} />
}

/** Zone and what is accused have their places in the camera's picture; in a close-up, cut out of a still, they would lie elsewhere. */
function showsWholePicture({ name, role }: Exhibit, manifest: Manifest | undefined): boolean {
  const roleOf = (wanted: string | null | undefined) =>
    manifest?.exhibits.find((one) => one.name === wanted)?.role
  return role === 'still' && roleOf(manifest?.exhibits.find((one) => one.name === name)?.of) === 'segment'
}

/** Only of a picture that was decoded from a recording it is known where people stood in it: of no other is there a copy. */
const isWholeStill = (exhibit: Exhibit, manifests: readonly Manifest[]): boolean =>
  manifests.some((manifest) => showsWholePicture(exhibit, manifest))
