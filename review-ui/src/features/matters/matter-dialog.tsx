import type { Matter } from '@sightline/api/contract/matters'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useKindName } from '../../app/kind-name.ts'

interface Fields {
  readonly first: 'needed' | 'notNeeded'
  readonly basis: string
}

/** Says whether a case of this kind needs an order first; where not, by which provision. */
export function MatterDialog({ matter, onClose }: { readonly matter: Matter; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const save = useSave(matter, onClose)
  const { noOrderBasis: basis } = matter
  return (
    <FormDialog
      title={t('matters.changeTitle', { kind: kindName(matter.kind) })}
      initialValues={{ first: basis === null ? 'needed' : 'notNeeded', basis: basis ?? '' }}
      save={save}
      onClose={onClose}
    >
      <MatterFields />
    </FormDialog>
  )
}

function MatterFields() {
  const { t } = useTranslation()
  const isWaived = Form.useWatch<Fields['first']>('first') === 'notNeeded'
  return (
    <>
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
            rules={[{ required: true, whitespace: true, min: 4, message: t('matters.basisShort') }]}
          >
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
        </>
      )}
    </>
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
