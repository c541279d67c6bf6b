import type { Session } from '@sightline/api/contract/people'
import type { UseMutationResult } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../../api/failure.ts'
import { FailureNote } from '../../app/failure.tsx'
import { SetupHint } from '../../app/setup-hint.tsx'

export interface Credentials {
  readonly account: string
  readonly password: string
}

/** The first step: account and password. */
export function PasswordStep({
  send,
  notice,
  children,
}: {
  readonly send: Pick<UseMutationResult<Session, Error, Credentials>, 'mutate' | 'isPending' | 'error'>
  readonly notice: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Credentials>()
  const error = send.error && failureCode(send.error) !== 'second_factor_needed' ? send.error : null
  useEffect(() => {
    if (!error) return
    form.setFieldValue('password', '')
    form.focusField('password')
  }, [error, form])
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      {notice}
      <SetupHint />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => send.mutate(fields)}>
        <Fields />
        {error && <FailureNote error={error} />}
        <Button type="primary" htmlType="submit" size="large" block loading={send.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      {children}
      <Lost />
    </>
  )
}

/** The way back for whoever lost the password, also where nobody is left to ask. */
function Lost() {
  const { t } = useTranslation()
  return (
    <details className="sign-in-lost small soft">
      <summary>{t('signIn.lost')}</summary>
      <p>{t('signIn.lostHow')}</p>
      <code>npx sightline people password ACCOUNT</code>
    </details>
  )
}

function Fields() {
  const { t } = useTranslation()
  const [isCapsOn, setCapsOn] = useState(false)
  const watch = (event: KeyboardEvent): void => setCapsOn(event.getModifierState('CapsLock'))
  return (
    <>
      <Form.Item<Credentials>
        name="account"
        label={t('signIn.account')}
        rules={[{ required: true, message: t('signIn.needAccount') }]}
      >
        <Input size="large" autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item<Credentials>
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.needPassword') }]}
        extra={isCapsOn ? t('signIn.capsLock') : undefined}
      >
        <Input.Password size="large" autoComplete="current-password" onKeyUp={watch} />
      </Form.Item>
    </>
  )
}
