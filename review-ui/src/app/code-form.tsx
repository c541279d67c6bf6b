import type { UseMutationResult } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from './failure.tsx'

interface Fields {
  readonly code: string
}

/** One field for a one-time code, which a phone may fill in; after a wrong one it is empty, and has the focus. */
export function CodeForm({
  label,
  submit,
  send,
}: {
  readonly label: string
  readonly submit: string
  readonly send: Pick<UseMutationResult<unknown, Error, string>, 'mutate' | 'isPending' | 'error'>
}) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const { error } = send
  useEffect(() => {
    if (!error) return
    form.setFieldValue('code', '')
    form.focusField('code')
  }, [error, form])
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => send.mutate(code.trim())}
    >
      <Form.Item<Fields>
        name="code"
        label={label}
        rules={[{ required: true, whitespace: true, min: 6, message: t('factor.needCode') }]}
      >
        <Input
          size="large"
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
        />
      </Form.Item>
      {error && <FailureNote error={error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={send.isPending}>
        {submit}
      </Button>
    </Form>
  )
}
