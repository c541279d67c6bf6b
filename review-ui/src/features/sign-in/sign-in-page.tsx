import { errorCodes } from '@sightline/api/contract/errors'
import type { Session } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Divider } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { call } from '../../api/client.ts'
import { failureCode } from '../../api/failure.ts'
import { keys } from '../../api/queries.ts'
import { waysQuery } from '../../api/sign-in-queries.ts'
import { safeTarget } from '../../app/guard.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { formatAt } from '../../app/time.ts'
import { CodeStep } from './code-step.tsx'
import { type Credentials, PasswordStep } from './password-step.tsx'

/** Password, then the code of a second factor where one is asked for; or the sign-in provider, then the same. */
export function SignInPage() {
  const { t } = useTranslation()
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
        <Steps />
      </Card>
    </main>
  )
}

function useEnter() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async (session: Session): Promise<void> => {
    queries.clear()
    queries.setQueryData(keys.session, session)
    await navigate(safeTarget(search.get('from')), { replace: true })
  }
}

function Steps() {
  const [search, setSearch] = useSearchParams()
  const enter = useEnter()
  /** The right password that still lacks a code; kept in this page alone. */
  const [half, setHalf] = useState<Credentials | null>(null)
  const isFromProvider = search.get('step') === 'code'
  const withPassword = useMutation({
    mutationFn: (body: Credentials) => call(routes.session.signIn, { body }),
    onSuccess: enter,
    onError: (error, given) => {
      if (failureCode(error) === 'second_factor_needed') setHalf(given)
    },
  })
  const withCode = useMutation({
    mutationFn: (code: string) =>
      half === null
        ? call(routes.session.providerCode, { body: { code } })
        : call(routes.session.signIn, { body: { ...half, code } }),
    onSuccess: enter,
  })
  const back = (): void => {
    setHalf(null)
    withPassword.reset()
    withCode.reset()
    setSearch((now) => {
      now.delete('step')
      return now
    })
  }
  if (half !== null || isFromProvider) return <CodeStep send={withCode} onBack={back} />
  return (
    <PasswordStep send={withPassword} notice={<Why />}>
      <ProviderButton />
    </PasswordStep>
  )
}

/** Why somebody stands here who was, or meant to be, signed in. */
function Why() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const queries = useQueryClient()
  const [elsewhere] = useState(() => queries.getQueryData<Record<string, unknown>>(keys.signedOut))
  const why = errorCodes.find((code) => code === search.get('why'))
  const { at, address } = elsewhere ?? {}
  return (
    <>
      {why && <Alert type="error" showIcon role="alert" data-code={why} title={t(`code.failure.${why}`)} />}
      {typeof at === 'number' && typeof address === 'string' && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          data-code="signed_in_elsewhere"
          title={t('factor.elsewhere', { at: formatAt(at), address })}
        />
      )}
    </>
  )
}

/** There only where a provider is set. */
function ProviderButton() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const { data } = useQuery(waysQuery)
  const name = data?.provider ?? null
  if (name === null) return null
  const from = encodeURIComponent(safeTarget(search.get('from')))
  return (
    <>
      <Divider plain>{t('factor.or')}</Divider>
      <Button size="large" block href={`${routes.session.toProvider.path}?from=${from}`}>
        {t('factor.withProvider', { name })}
      </Button>
    </>
  )
}
