import { routes } from '@sightline/api/contract/routes'
import type { Step } from '@sightline/api/contract/steps'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { FailureNote } from '../../../app/failure.tsx'

interface Fields {
  readonly reason: string
}

/** Takes back a step with the reason; the record of it stays. */
export function UndoDialog(props: {
  readonly alertId: string
  readonly step: Step
  readonly onClose: () => void
}) {
  const { alertId, step, onClose } = props
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const undo = useMutation({
    mutationFn: ({ reason }: Fields) =>
      call(routes.steps.undo, { params: { id: step.id }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      void message.success(t('steps.undone'))
      await queries.invalidateQueries({ queryKey: keys.alert(alertId) })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('steps.undoTitle', { step: t(`steps.stepName.${step.kind}`) })}
      okText={t('steps.undo')}
      okButtonProps={{ danger: true, loading: undo.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{t('steps.undoHint')}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => undo.mutate(fields)}>
        <Form.Item<Fields>
          name="reason"
          label={t('steps.undoReason')}
          rules={[{ required: true, whitespace: true, message: t('permits.required') }]}
        >
          <Input.TextArea rows={2} maxLength={300} autoFocus />
        </Form.Item>
      </Form>
      {undo.error && <FailureNote error={undo.error} />}
    </Modal>
  )
}
