import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { normalPlate } from '@sightline/api/law/plate'
import type { ReviewDesk } from './use-review.ts'

/** Asks once more, with what is about to be recorded in plain sight. */
export function SubmitDialog({ desk }: { readonly desk: ReviewDesk }) {
  const { t } = useTranslation()
  const { draft } = desk
  const isConfirm = draft.verdict === 'confirm'
  return (
    <Modal
      open
      title={t(isConfirm ? 'dossier.askConfirm' : 'dossier.askReject')}
      okText={t(isConfirm ? 'dossier.confirm' : 'dossier.reject')}
      okButtonProps={{ danger: !isConfirm, autoFocus: true }}
      confirmLoading={desk.isPending}
      onOk={desk.submit}
      onCancel={desk.cancel}
    >
      {isConfirm && (
        <p className="plate-shown">{draft.hasNoPlate ? t('dossier.plateNone') : normalPlate(draft.plate)}</p>
      )}
      {!isConfirm && draft.reason !== null && <p>{t(`code.dismissReason.${draft.reason}`)}</p>}
      <p>{t('dossier.askText')}</p>
    </Modal>
  )
}
