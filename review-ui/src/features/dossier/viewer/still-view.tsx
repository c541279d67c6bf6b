import type { Exhibit } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import { Alert } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { formatAt } from '../../../app/time.ts'
import { useSeen } from './use-seen.ts'
import { ZoomFrame } from './zoom-frame.tsx'

/** A still as it was decoded, large, to be zoomed into. It counts as opened once it is loaded and looked at. */
export function StillView(props: {
  readonly exhibit: Exhibit
  readonly ratio: number
  readonly marks: ReactNode
  /** By which it is shown without the masks of its source; null: with them. */
  readonly permission: string | null
  readonly onSeen: () => void
}) {
  const { exhibit } = props
  const { t } = useTranslation()
  const query = props.permission === null ? '' : `?${new URLSearchParams({ permission: props.permission })}`
  const image = useRef<HTMLImageElement>(null)
  const [shown, setShown] = useState<'loading' | 'loaded' | 'failed'>('loading')
  useSeen(image, { isReady: shown === 'loaded', onSeen: props.onSeen })
  if (shown === 'failed') return <Alert type="error" showIcon role="alert" title={t('dossier.imageFailed')} />
  return (
    <ZoomFrame ratio={props.ratio}>
      <img
        ref={image}
        src={addressOf(routes.exhibits.content, { id: exhibit.id }) + query}
        alt={t('dossier.stillLabel', { name: exhibit.name, at: formatAt(exhibit.at) })}
        draggable={false}
        onLoad={() => setShown('loaded')}
        onError={() => setShown('failed')}
      />
      {shown === 'loaded' && props.marks}
    </ZoomFrame>
  )
}
