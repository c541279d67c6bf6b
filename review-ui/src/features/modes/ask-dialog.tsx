import { askModeSchema } from '@sightline/api/contract/evidence-modes'
import { routes } from '@sightline/api/contract/routes'
import { sourceKinds } from '@sightline/api/contract/sources'
import { evidenceModes } from '@sightline/api/law/evidence-mode'
import { accusingKinds } from '@sightline/api/law/kinds'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useKindName } from '../../app/kind-name.ts'

type Fields = z.input<typeof askModeSchema>

/** A legal reviewer asks that pictures carry further, or less far. */
export function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (fields: Fields) => call(routes.evidenceModes.ask, { body: askModeSchema.parse(fields) }),
    onSuccess: () => {
      void message.success(t('modes.askedFor'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.modes }),
  })
  return (
    <FormDialog<Fields>
      title={t('modes.ask')}
      okText={t('modes.ask')}
      initialValues={{ sourceKind: 'fixed', mode: 'CLUE_ONLY' }}
      save={save}
      onClose={onClose}
    >
      <ModeFields />
    </FormDialog>
  )
}

function ModeFields() {
  const { t } = useTranslation()
  const kindName = useKindName()
  const needed = { required: true, message: t('permits.required') }
  return (
    <>
      <Form.Item<Fields> name="kind" label={t('modes.kind')} rules={[needed]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={accusingKinds.map((value) => ({ value, label: kindName(value) }))}
        />
      </Form.Item>
      <Form.Item<Fields> name="sourceKind" label={t('modes.sourceKind')} rules={[needed]}>
        <Select options={sourceKinds.map((value) => ({ value, label: t(`code.sourceKind.${value}`) }))} />
      </Form.Item>
      <Form.Item<Fields> name="mode" label={t('modes.mode')} rules={[needed]}>
        <Radio.Group
          vertical
          options={evidenceModes.map((value) => ({ value, label: t(`modes.modeName.${value}`) }))}
        />
      </Form.Item>
      <Form.Item<Fields>
        name="basis"
        label={t('modes.basis')}
        extra={t('modes.basisHint')}
        rules={[{ ...needed, whitespace: true, min: 10, message: t('modes.basisHint') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item<Fields>
        name="documentNumber"
        label={t('modes.documentNumber')}
        rules={[{ ...needed, whitespace: true, min: 2 }]}
      >
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
    </>
  )
}
