import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Checkbox, Form, Input } from 'antd'
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
  readonly withDeviceAdmin?: boolean
  readonly deviceAccount?: string
  readonly deviceName?: string
}

/** What the setting up gave: a one-time password that is shown this once. */
interface OneTime {
  readonly account: string
  readonly password: string
}

/** The first administrator chooses account and password here, by the link of the first start. */
export function SetupPage() {
  const { t } = useTranslation()
  // The token stands behind the #, which no server and no log sees.
  const [token] = useState(takeToken)
  const setup = useQuery(setupQuery)
  // Kept here: as soon as somebody is set up the form gives way to the word that it is closed.
  const [oneTime, setOneTime] = useState<OneTime | null>(null)
  const isClosed = setup.data?.isOpen === false && oneTime === null
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
        {oneTime !== null && <OneTimeNote of={oneTime} />}
        {!isClosed && oneTime === null && token !== '' && <SetupForm token={token} onMade={setOneTime} />}
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

function SetupForm({
  token,
  onMade,
}: {
  readonly token: string
  readonly onMade: (oneTime: OneTime) => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: async (fields: Fields) => {
      const { account, name, password } = fields
      const deviceAdmin = deviceAdminOf(fields)
      const made = await call(routes.setup.make, { body: { token, account, name, password, deviceAdmin } })
      const session = await call(routes.session.signIn, { body: { account, password } })
      return { session, password: made.deviceAdminPassword, account: deviceAdmin?.account ?? '' }
    },
    onSuccess: async ({ session, password, account }) => {
      queries.clear()
      queries.setQueryData(keys.session, session)
      if (password === null) await navigate('/', { replace: true })
      else onMade({ account, password })
    },
  })
  return (
    <>
      <p className="soft">{t('machine.setupIntro')}</p>
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => make.mutate(fields)}>
        <SetupFields />
        <DeviceAdminFields />
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

const deviceAdminOf = ({ withDeviceAdmin, deviceAccount = '', deviceName = '' }: Fields) =>
  withDeviceAdmin ? { account: deviceAccount, name: deviceName } : null

/** A small trial needs two people to begin: who registers people, and who registers cameras. */
function DeviceAdminFields() {
  const { t } = useTranslation()
  const isWanted = Form.useWatch<boolean | undefined>('withDeviceAdmin') === true
  const needed = { required: true, message: t('machine.setupNeeded') }
  const hint = t('machine.setupAccountHint')
  return (
    <>
      <Form.Item<Fields> name="withDeviceAdmin" valuePropName="checked">
        <Checkbox>{t('duties.setupDevice')}</Checkbox>
      </Form.Item>
      {isWanted && (
        <>
          <Form.Item<Fields>
            name="deviceAccount"
            label={t('duties.setupDeviceAccount')}
            extra={hint}
            rules={[needed, { pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: hint }]}
          >
            <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item<Fields> name="deviceName" label={t('duties.setupDeviceName')} rules={[needed]}>
            <Input autoComplete="off" maxLength={40} />
          </Form.Item>
        </>
      )}
    </>
  )
}

function OneTimeNote({ of }: { readonly of: OneTime }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div role="status" data-testid="one-time">
      <h2>{t('duties.setupDone')}</h2>
      <p>{t('duties.setupDoneHint', { account: of.account })}</p>
      <p>
        <code>{of.password}</code>
      </p>
      <Button
        type="primary"
        size="large"
        block
        autoFocus
        onClick={() => void navigate('/', { replace: true })}
      >
        {t('duties.setupContinue')}
      </Button>
    </div>
  )
}
