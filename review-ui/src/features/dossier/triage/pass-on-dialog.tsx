import type { Alert } from '@sightline/api/contract/alerts'
import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Triage } from './use-triage.tsx'

interface Fields {
  readonly note?: string
}

export function PassOnDialog(props: {
  readonly alert: Alert
  readonly act: Triage
  readonly onClose: () => void
}) {
  const { alert, act } = props
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const send = ({ note = '' }: Fields): void =>
    act.mutate(
      { id: alert.id, action: { action: 'pass_on', version: alert.version, note } },
      { onSettled: props.onClose },
    )
  return (
    <Modal
      open
      title={t('dossier.passOnTitle')}
      okText={t('dossier.passOn')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <Form form={form} layout="vertical" onFinish={send}>
        <Form.Item<Fields> name="note" label={t('dossier.note')}>
          <Input.TextArea rows={3} maxLength={1000} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
