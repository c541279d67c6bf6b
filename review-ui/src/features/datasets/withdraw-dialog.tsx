import type { DatasetApproval } from '@sightline/api/contract/datasets'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'

interface Fields {
  readonly reason: string
}

export function WithdrawDialog({
  approval: { id, number },
  onClose,
}: {
  readonly approval: DatasetApproval
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: ({ reason }: Fields) =>
      call(routes.datasets.withdraw, { params: { id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      void message.success(t('datasets.withdrawn', { number }))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.datasetApprovals }),
  })
  return (
    <FormDialog<Fields>
      title={t('datasets.withdrawTitle', { number })}
      okText={t('datasets.withdraw')}
      initialValues={{ reason: '' }}
      save={save}
      onClose={onClose}
    >
      <Form.Item>
        <Alert type="warning" showIcon title={t('datasets.withdrawWarning')} />
      </Form.Item>
      <Form.Item<Fields>
        name="reason"
        label={t('datasets.withdrawReason')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('datasets.required') }]}
      >
        <Input.TextArea rows={2} maxLength={300} autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
