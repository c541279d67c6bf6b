import type { PhraseInForce } from '@sightline/api/contract/phrases'
import { routes } from '@sightline/api/contract/routes'
import { longestPhrase } from '@sightline/api/law/phrases'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { toBase64 } from '../../api/to-base64.ts'
import { FormDialog } from '../../app/form-dialog.tsx'
import { useKindName } from '../../app/kind-name.ts'

interface Fields {
  readonly zh: string
  readonly en: string
  readonly isAutomatic: boolean
}

/** As the api takes it, in base64 a third more. */
const mostClipBytes = 700_000

/** Another wording of a kind, from the one in force. */
export function DraftDialog({
  before,
  onClose,
}: {
  readonly before: PhraseInForce
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const kindName = useKindName()
  const queries = useQueryClient()
  const [clip, setClip] = useState<File | null>(null)
  const save = useMutation({
    mutationFn: async (fields: Fields) => {
      const recorded = clip === null ? null : await toBase64(clip)
      return call(routes.phrases.draft, { body: { kind: before.kind, ...fields, clip: recorded } })
    },
    onSuccess: () => {
      void message.success(t('speech.drafted'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.phrases }),
  })
  const choose = (file: File): false => {
    if (file.size > mostClipBytes) void message.error(t('speech.clipTooLarge'))
    else setClip(file)
    return false
  }
  const { zh, en, isAutomatic } = before
  return (
    <FormDialog<Fields>
      title={`${t('speech.draft')}：${kindName(before.kind)}`}
      okText={t('speech.draft')}
      name="draft-phrase"
      initialValues={{ zh, en, isAutomatic }}
      save={save}
      onClose={onClose}
    >
      <WordingFields />
      <Form.Item label={t('speech.clip')} extra={t('speech.clipHint')}>
        <Upload accept=".wav,audio/wav" maxCount={1} showUploadList={false} beforeUpload={choose}>
          <Button>{clip === null ? t('speech.clip') : t('speech.clipChosen', { name: clip.name })}</Button>
        </Upload>
      </Form.Item>
    </FormDialog>
  )
}

function WordingFields() {
  const { t } = useTranslation()
  const needed = { required: true, whitespace: true, min: 4, message: t('permits.required') }
  return (
    <>
      <Form.Item<Fields> name="zh" label={t('speech.zhText')} rules={[needed]}>
        <Input.TextArea rows={3} maxLength={longestPhrase} autoFocus />
      </Form.Item>
      <Form.Item<Fields> name="en" label={t('speech.enText')} rules={[needed]}>
        <Input.TextArea rows={3} maxLength={longestPhrase * 2} />
      </Form.Item>
      <Form.Item<Fields> name="isAutomatic" valuePropName="checked" extra={t('speech.isAutomaticHint')}>
        <Checkbox>{t('speech.isAutomatic')}</Checkbox>
      </Form.Item>
    </>
  )
}
