import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { keys, sessionQuery } from '../../api/queries.ts'
import { accountQuery } from '../../api/sign-in-queries.ts'
import { CodeForm } from '../../app/code-form.tsx'
import { FailureNote } from '../../app/failure.tsx'
import { signInAddress } from '../../app/guard.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { RecoveryCodes } from '../../app/recovery-codes.tsx'

/** Sets up my device. Stands outside of the frame: who must have one sees nothing else before. */
export function EnrolPage() {
  const { t } = useTranslation()
  const { data: session } = useQuery(sessionQuery)
  const account = useQuery({ ...accountQuery, enabled: session !== null })
  if (session === null) return <Navigate to={signInAddress('/second-factor')} replace />
  return (
    <main className="sign-in">
      <div className="sign-in-language no-print">
        <LanguageSwitch />
      </div>
      <Card className="sign-in-card">
        <h1>{t('factor.enrolTitle')}</h1>
        <p className="small">{session && `${session.person.name} · ${session.person.account}`}</p>
        <Loaded of={account}>{({ factor }) => <Enrolment isOther={factor.enrolledAt !== null} />}</Loaded>
      </Card>
    </main>
  )
}

/** Begin, scan, confirm, keep the recovery codes. */
function Enrolment({ isOther }: { readonly isOther: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  // What stands on the screen is decided once: the account is another after the confirmation.
  const [hadOne] = useState(isOther)
  const begin = useMutation({
    mutationFn: (code: string) => call(routes.session.beginFactor, { body: code === '' ? {} : { code } }),
  })
  const confirm = useMutation({
    mutationFn: (code: string) => call(routes.session.confirmFactor, { body: { code } }),
  })
  const done = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: keys.account })
    await queries.invalidateQueries({ queryKey: keys.session })
    await navigate('/', { replace: true })
  }
  if (confirm.data) return <RecoveryCodes codes={confirm.data.codes} onDone={() => void done()} />
  if (begin.data)
    return (
      <>
        <Scan {...begin.data} />
        <CodeForm label={t('factor.enrolCode')} submit={t('factor.enrolConfirm')} send={confirm} />
        <Button type="link" block onClick={() => begin.reset()}>
          {t('factor.enrolAgain')}
        </Button>
      </>
    )
  if (hadOne)
    return <CodeForm label={t('factor.factorPresent')} submit={t('factor.enrolStart')} send={begin} />
  return (
    <>
      <p className="small">{t('factor.enrolWhy')}</p>
      {begin.error && <FailureNote error={begin.error} />}
      <Button
        type="primary"
        size="large"
        block
        autoFocus
        loading={begin.isPending}
        onClick={() => begin.mutate('')}
      >
        {t('factor.enrolStart')}
      </Button>
    </>
  )
}

/** The secret, as a picture that is drawn here and as text. */
function Scan({ secret, uri }: { readonly secret: string; readonly uri: string }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="enrol-picture" role="img" aria-label={t('factor.enrolPicture')}>
        <QRCode type="svg" value={uri} size={200} />
      </div>
      <p className="small">
        {t('factor.enrolType')}
        <br />
        <code data-testid="enrol-secret">{(secret.match(/.{4}/g) ?? []).join(' ')}</code>
      </p>
    </>
  )
}
