import { routes } from '@sightline/api/contract/routes'
import type { SiteFile } from '@sightline/api/contract/site-files'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Modal } from 'antd'
import { type SyntheticEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { formatAt } from '../../../app/time.ts'
import { Watermarked } from '../../../app/watermark.tsx'
import { isPlayedEnough } from '../viewer/played.ts'
import { useSeen } from '../viewer/use-seen.ts'
import { ZoomFrame } from '../viewer/zoom-frame.tsx'

/** A photograph or video from the place, large, under the watermark of who looks. It counts as opened once it was looked at. */
export function SiteFileViewer(props: {
  readonly alertId: string
  readonly file: SiteFile
  readonly onClose: () => void
}) {
  const { file, alertId } = props
  const { t } = useTranslation()
  const told = useOpened(alertId, file.id)
  const onSeen = (): void => {
    if (told.isIdle) told.mutate()
  }
  return (
    <Modal open width={900} footer={null} title={t(`onSite.kindName.${file.kind}`)} onCancel={props.onClose}>
      <div className="site-shown" data-testid="site-shown">
        <Watermarked>
          {file.kind === 'video' ? (
            <Video file={file} onSeen={onSeen} />
          ) : (
            <Photo file={file} onSeen={onSeen} />
          )}
        </Watermarked>
        {told.error && <FailureNote error={told.error} onRetry={() => told.mutate()} />}
        <Facts file={file} />
      </div>
    </Modal>
  )
}

function useOpened(alertId: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call(routes.siteFiles.opened, { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.alert(alertId) }),
  })
}

interface Shown {
  readonly file: SiteFile
  readonly onSeen: () => void
}

function Photo({ file, onSeen }: Shown) {
  const { t } = useTranslation()
  const image = useRef<HTMLImageElement>(null)
  const [shown, setShown] = useState<'loading' | 'loaded' | 'failed'>('loading')
  // As the browser shows it: a telephone held upright says so in the file.
  const [ratio, setRatio] = useState((file.told.width ?? 4) / (file.told.height ?? 3))
  useSeen(image, { isReady: shown === 'loaded', onSeen })
  if (shown === 'failed') return <Alert type="error" showIcon role="alert" title={t('onSite.imageFailed')} />
  return (
    <ZoomFrame ratio={ratio}>
      <img
        ref={image}
        src={addressOf(routes.siteFiles.content, { id: file.id })}
        alt={t('onSite.photoLabel', { at: formatAt(file.arrivedAt) })}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          setRatio(naturalWidth / naturalHeight)
          setShown('loaded')
        }}
        onError={() => setShown('failed')}
      />
    </ZoomFrame>
  )
}

function Video({ file, onSeen }: Shown) {
  const { t } = useTranslation()
  const [hasFailed, setFailed] = useState(false)
  const watch = ({ currentTarget: { played, duration } }: SyntheticEvent<HTMLVideoElement>): void => {
    if (document.visibilityState === 'visible' && isPlayedEnough(played, duration)) onSeen()
  }
  if (hasFailed) return <Alert type="error" showIcon role="alert" title={t('onSite.videoFailed')} />
  return (
    <video
      src={addressOf(routes.siteFiles.content, { id: file.id })}
      aria-label={t('onSite.videoLabel', { at: formatAt(file.arrivedAt) })}
      controls
      muted
      playsInline
      preload="metadata"
      onTimeUpdate={watch}
      onEnded={watch}
      onError={() => setFailed(true)}
    />
  )
}

function Facts({ file: { arrivedAt, told, sha256, sm3, notes } }: { readonly file: SiteFile }) {
  const { t } = useTranslation()
  const device = [told.make, told.model].filter((one) => one !== '').join(' ')
  return (
    <div className="small">
      <div>{t('onSite.arrivedAt', { at: formatAt(arrivedAt) })}</div>
      {told.takenAt !== null && <div>{t('onSite.toldAt', { at: formatAt(told.takenAt) })}</div>}
      {device !== '' && <div>{t('onSite.device', { device })}</div>}
      {notes.map((note) => (
        <div key={note} className="warn">
          ⚠ {t(`onSite.note.${note}`)}
        </div>
      ))}
      <div className="soft">
        <code>SHA-256 {sha256}</code>
        <br />
        <code>SM3 {sm3}</code>
      </div>
    </div>
  )
}
