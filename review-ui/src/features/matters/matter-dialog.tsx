import type { Matter } from '@sightline/api/contract/matters'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { useKindName } from '../../app/kind-name.ts'

interface Fields {
  readonly first: 'needed' | 'notNeeded'
  readonly basis: string
}

/** Says whether a case of this kind needs an order first; where not, by which provision. */
export function MatterDialog({ matter, onClose }: { readonly matter: Matter; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const [form] = Form.useForm<Fields>()
  const isWaived = Form.useWatch('first', form) === 'notNeeded'
  const save = useSave(matter, onClose)
  const { noOrderBasis: basis } = matter
  return (
    <Modal
      open
      title={t('matters.changeTitle', { kind: kindName(matter.kind) })}
      okText={t('app.save')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ first: basis === null ? 'needed' : 'notNeeded', basis: basis ?? '' }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item<Fields> name="first" label={t('matters.first')}>
          <Radio.Group
            options={(['needed', 'notNeeded'] as const).map((value) => ({
              value,
              label: t(`matters.${value}`),
            }))}
          />
        </Form.Item>
        {isWaived && (
          <>
            <Form.Item>
              <Alert type="warning" showIcon title={t('matters.warning')} />
            </Form.Item>
            <Form.Item<Fields>
              name="basis"
              label={t('matters.basis')}
              extra={t('matters.basisHint')}
              rules={[{ required: true, whitespace: true, min: 4, message: t('permits.required') }]}
            >
              <Input.TextArea rows={2} maxLength={300} />
            </Form.Item>
          </>
        )}
      </Form>
      {save.error && <FailureNote error={save.error} />}
    </Modal>
  )
}

function useSave({ kind, version }: Matter, onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const kindName = useKindName()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ first, basis }: Fields) =>
      call(routes.matters.change, {
        params: { kind },
        body: { version, noOrderBasis: first === 'needed' ? null : basis.trim() },
      }),
    onSuccess: () => {
      void message.success(t('matters.changed', { kind: kindName(kind) }))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.matters }),
  })
}
