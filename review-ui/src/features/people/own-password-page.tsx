import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { keys, sessionQuery } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { signInAddress } from '../../app/guard.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { OwnFactor, PasswordAge } from './own-factor.tsx'
import { OwnSessions } from './own-sessions.tsx'

interface Fields {
  readonly current: string
  readonly next: string
  readonly again: string
}

/** Sets my own password. Stands outside of the frame: who has a one-time password sees nothing else before. */
export function OwnPasswordPage() {
  const { t } = useTranslation()
  const { data: session } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: ({ current, next }: Fields) => call(routes.session.ownPassword, { body: { current, next } }),
    onSuccess: async (changed) => {
      queries.setQueryData(keys.session, changed)
      void message.success(t('ownPassword.done'))
      await navigate('/', { replace: true })
    },
  })
  if (session === null) return <Navigate to={signInAddress('/password')} replace />
  return (
    <main className="sign-in">
      <div className="sign-in-language">
        <LanguageSwitch />
      </div>
      <Card className="sign-in-card">
        <h1>{t('ownPassword.title')}</h1>
        {session?.due === 'password_change_due' && (
          <Alert type="info" showIcon title={t('ownPassword.due')} />
        )}
        {session?.due === 'password_too_old' && (
          <Alert type="info" showIcon title={t('factor.passwordOld')} />
        )}
        {session?.due === null && <PasswordAge />}
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => save.mutate(fields)}>
          <PasswordFields />
          {save.error && <FailureNote error={save.error} />}
          <Button type="primary" htmlType="submit" size="large" block loading={save.isPending}>
            {t('app.save')}
          </Button>
        </Form>
      </Card>
      {session?.due === null && <OwnFactor />}
      {session?.due === null && <OwnSessions />}
    </main>
  )
}

function PasswordFields() {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item<Fields>
        name="current"
        label={t('ownPassword.current')}
        rules={[{ required: true, message: t('signIn.needPassword') }]}
      >
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item<Fields>
        name="next"
        label={t('ownPassword.next')}
        extra={t('people.passwordHint')}
        rules={[{ required: true, min: 12, message: t('people.passwordHint') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item<Fields>
        name="again"
        label={t('ownPassword.again')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value !== getFieldValue('next')) throw new Error(t('ownPassword.differs'))
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
