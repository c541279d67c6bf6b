import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { setupQuery } from '../../api/sign-in-queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { LanguageSwitch } from '../../app/language-switch.tsx'

interface Fields {
  readonly account: string
  readonly name: string
  readonly password: string
  readonly again: string
}

/** The first administrator chooses account and password here, by the link of the first start. */
export function SetupPage() {
  const { t } = useTranslation()
  // The token stands behind the #, which no server and no log sees.
  const [token] = useState(takeToken)
  const setup = useQuery(setupQuery)
  const isClosed = setup.data?.isOpen === false
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
        <h1>{t('machine.setupTitle')}</h1>
        {setup.error && <FailureNote error={setup.error} onRetry={() => void setup.refetch()} />}
        {isClosed && <Closed />}
        {!isClosed && token === '' && <Alert type="warning" showIcon title={t('machine.setupNoToken')} />}
        {!isClosed && token !== '' && <SetupForm token={token} />}
      </Card>
    </main>
  )
}

function takeToken(): string {
  return window.location.hash.slice(1)
}

function Closed() {
  const { t } = useTranslation()
  return (
    <>
      <Alert type="info" showIcon title={t('machine.setupClosed')} />
      <Link to="/sign-in">{t('machine.toSignIn')}</Link>
    </>
  )
}

function SetupForm({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: async ({ account, name, password }: Fields) => {
      await call(routes.setup.make, { body: { token, account, name, password } })
      return call(routes.session.signIn, { body: { account, password } })
    },
    onSuccess: async (session) => {
      queries.clear()
      queries.setQueryData(keys.session, session)
      await navigate('/', { replace: true })
    },
  })
  return (
    <>
      <p className="soft">{t('machine.setupIntro')}</p>
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => make.mutate(fields)}>
        <SetupFields />
        {make.error && <FailureNote error={make.error} />}
        <Button type="primary" htmlType="submit" size="large" block loading={make.isPending}>
          {t('machine.setupSubmit')}
        </Button>
      </Form>
    </>
  )
}

function SetupFields() {
  const { t } = useTranslation()
  const needed = { required: true, message: t('machine.setupNeeded') }
  return (
    <>
      <Form.Item<Fields>
        name="account"
        label={t('machine.setupAccount')}
        extra={t('machine.setupAccountHint')}
        rules={[needed, { pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: t('machine.setupAccountHint') }]}
      >
        <Input autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item<Fields> name="name" label={t('machine.setupName')} rules={[needed]}>
        <Input autoComplete="name" maxLength={40} />
      </Form.Item>
      <Form.Item<Fields>
        name="password"
        label={t('machine.setupPassword')}
        extra={t('machine.setupPasswordHint')}
        rules={[needed, { min: 12, message: t('machine.setupPasswordHint') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item<Fields>
        name="again"
        label={t('machine.setupAgain')}
        dependencies={['password']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue('password')) throw new Error(t('machine.setupDiffers'))
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  )
}
