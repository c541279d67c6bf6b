import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Form, Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { safeTarget } from '../../app/guard.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { SetupHint } from '../../app/setup-hint.tsx'

interface Fields {
  readonly account: string
  readonly password: string
}

export function SignInPage() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const signIn = useMutation({
    mutationFn: (body: Fields) => call(routes.session.signIn, { body }),
    onSuccess: async (session) => {
      queries.clear()
      queries.setQueryData(keys.session, session)
      await navigate(safeTarget(search.get('from')), { replace: true })
    },
    onError: () => {
      form.setFieldValue('password', '')
      form.focusField('password')
    },
  })
  return (
    <main className="sign-in">
      <div className="sign-in-language">
        <LanguageSwitch />
      </div>
      <Card className="sign-in-card">
        <div className="sign-in-brand">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <div>
            <strong>{t('app.name')}</strong>
            <span>{t('app.subtitle')}</span>
          </div>
        </div>
        <h1>{t('signIn.title')}</h1>
        <SetupHint />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => signIn.mutate(fields)}>
          <SignInFields />
          {signIn.error && <FailureNote error={signIn.error} />}
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Form>
        <Lost />
      </Card>
    </main>
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

function SignInFields() {
  const { t } = useTranslation()
  const [isCapsOn, setCapsOn] = useState(false)
  const watch = (event: KeyboardEvent): void => setCapsOn(event.getModifierState('CapsLock'))
  return (
    <>
      <Form.Item<Fields>
        name="account"
        label={t('signIn.account')}
        rules={[{ required: true, message: t('signIn.needAccount') }]}
      >
        <Input size="large" autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item<Fields>
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
