import type { Permit } from '@sightline/api/contract/permits'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'

interface Fields {
  readonly reason: string
}

/** Withdraws a permit from now on, with the reason. */
export function WithdrawDialog({
  permit,
  onClose,
}: {
  readonly permit: Permit
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const { id, version, number } = permit
  const withdraw = useMutation({
    mutationFn: ({ reason }: Fields) =>
      call(routes.permits.withdraw, { params: { id }, body: { version, reason: reason.trim() } }),
    onSuccess: async () => {
      void message.success(t('permits.withdrawn', { number }))
      await queries.invalidateQueries({ queryKey: keys.permits })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('permits.withdrawTitle', { number })}
      okText={t('permits.withdraw')}
      okButtonProps={{ danger: true, loading: withdraw.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{t('permits.withdrawHint')}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => withdraw.mutate(fields)}>
        <Form.Item<Fields>
          name="reason"
          label={t('permits.withdrawReason')}
          rules={[{ required: true, whitespace: true, message: t('permits.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
      {withdraw.error && <FailureNote error={withdraw.error} />}
    </Modal>
  )
}
