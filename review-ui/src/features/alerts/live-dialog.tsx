import type { Alert } from '@sightline/api/contract/alerts'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { LivePicture } from '../../app/live-picture.tsx'

/** What the camera of a card shows now. */
export function LiveDialog({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      destroyOnHidden
      width={880}
      footer={null}
      title={`${t('opened.live')} · ${alert.sourceName}`}
      onCancel={onClose}
    >
      <LivePicture sourceId={alert.sourceId} />
    </Modal>
  )
}
