import type { Exhibit } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import type { Turn } from '@sightline/detectors/geometry/turn'
import { Alert } from 'antd'
import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { When } from '../../../app/when.tsx'
import { isPlayedEnough } from './played.ts'

/** The untouched recording. It counts as opened once it has played on a visible screen. */
export function ClipView(props: {
  readonly exhibit: Exhibit
  readonly ratio: number
  /** How the stills are turned; the clip is not. */
  readonly turn: Turn
  readonly marksAt: (at: number) => ReactNode
  readonly onSeen: () => void
}) {
  const { exhibit } = props
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [hasFailed, setFailed] = useState(false)
  const atS = useShownTime(video)
  const watch = (event: SyntheticEvent<HTMLVideoElement>): void => {
    const { played, duration } = event.currentTarget
    if (document.visibilityState === 'visible' && isPlayedEnough(played, duration)) props.onSeen()
  }
  const at = exhibit.at + Math.round(atS * 1000)
  if (hasFailed) return <Alert type="error" showIcon role="alert" title={t('dossier.clipUnplayable')} />
  return (
    <>
      <div className="stage">
        <div className="stage-frame" style={{ '--ar': props.ratio, '--zoom': 1 } as React.CSSProperties}>
          <video
            ref={video}
            src={addressOf(routes.exhibits.content, { id: exhibit.id })}
            aria-label={t('dossier.clipLabel', { name: exhibit.name })}
            controls
            muted
            autoPlay
            playsInline
            preload="auto"
            onTimeUpdate={watch}
            onEnded={watch}
            onError={() => setFailed(true)}
          />
          {props.marksAt(at)}
        </div>
      </div>
      {props.turn !== 0 && <p className="warn small">{t('sight.asSent', { degrees: props.turn })}</p>}
      <p className="clip-time">
        <When at={at} /> <span className="soft">{t('dossier.clipWatch')}</span>
      </p>
    </>
  )
}

/** Seconds from the clip's first frame to the one on screen, frame by frame. A clip's own clock may not begin at zero. */
function useShownTime(video: React.RefObject<HTMLVideoElement | null>): number {
  const [atS, setAtS] = useState(0)
  useEffect(() => {
    const element = video.current
    if (element === null) return
    let firstS: number | null = null
    let handle = 0
    const next = (_now: number, frame: { readonly mediaTime: number }): void => {
      firstS ??=
        element.seekable.length > 0 ? Math.min(element.seekable.start(0), frame.mediaTime) : frame.mediaTime
      setAtS(Math.max(0, frame.mediaTime - firstS))
      handle = element.requestVideoFrameCallback(next)
    }
    handle = element.requestVideoFrameCallback(next)
    return () => element.cancelVideoFrameCallback(handle)
  }, [video])
  return atS
}
