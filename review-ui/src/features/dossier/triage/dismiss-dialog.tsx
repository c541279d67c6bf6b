import { type Alert } from '@sightline/api/contract/alerts'
import { accusesNobody } from '@sightline/api/law/kinds'
import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Triage } from './use-triage.tsx'
import { dismissReasons } from '@sightline/api/law/statuses'

type Reason = (typeof dismissReasons)[number]
interface Fields {
  readonly reason: Reason
  readonly note?: string
}

/** A dismissal always has its reason, and "other" its note. */
export function DismissDialog(props: {
  readonly alert: Alert
  readonly act: Triage
  readonly onClose: () => void
}) {
  const { alert, act } = props
  const { t } = useTranslation()
  const isOfCamera = accusesNobody(alert.kind)
  const [form] = Form.useForm<Fields>()
  const reason = Form.useWatch('reason', form)
  const send = ({ reason, note = '' }: Fields): void =>
    act.mutate(
      { id: alert.id, action: { action: 'dismiss', version: alert.version, reason, note } },
      { onSettled: props.onClose },
    )
  return (
    <Modal
      open
      title={t(isOfCamera ? 'faults.closeTitle' : 'dossier.dismissTitle')}
      okText={t(isOfCamera ? 'faults.close' : 'dossier.dismiss')}
      okButtonProps={{ danger: !isOfCamera, loading: act.isPending }}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      {isOfCamera && <p className="soft">{t('faults.closeHint')}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={isOfCamera ? { reason: 'handled_on_site' } : {}}
        onFinish={send}
      >
        <Form.Item<Fields>
          name="reason"
          label={t('dossier.reason')}
          rules={[{ required: true, message: t('dossier.reasonChoose') }]}
        >
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('dossier.reasonChoose')}
            options={dismissReasons.map((value) => ({ value, label: t(`code.dismissReason.${value}`) }))}
          />
        </Form.Item>
        <Form.Item<Fields>
          name="note"
          label={t('dossier.note')}
          rules={[{ required: reason === 'other', whitespace: true, message: t('dossier.needNote') }]}
        >
          <Input.TextArea rows={3} maxLength={1000} placeholder={t('dossier.noteHint')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
