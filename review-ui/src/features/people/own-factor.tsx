import type { OwnAccount } from '@sightline/api/contract/second-factor'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { accountQuery } from '../../api/sign-in-queries.ts'
import { CodeForm } from '../../app/code-form.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { RecoveryCodes } from '../../app/recovery-codes.tsx'
import { formatAt } from '../../app/time.ts'

/** How old my password is, and until when it is good. */
export function PasswordAge() {
  const { t } = useTranslation()
  const { data } = useQuery(accountQuery)
  if (!data) return null
  const parts = [t('factor.passwordSet', { at: formatAt(data.passwordSetAt) })]
  if (data.passwordEndsAt !== null)
    parts.push(t('factor.passwordEnds', { at: formatAt(data.passwordEndsAt) }))
  return <p className="small soft">{parts.join(' · ')}</p>
}

/** My device, my recovery codes, and where I signed in last. */
export function OwnFactor() {
  const { t } = useTranslation()
  const account = useQuery(accountQuery)
  return (
    <Card className="sign-in-card" data-testid="own-factor">
      <h2>{t('factor.factorTitle')}</h2>
      <Loaded of={account}>
        {(data) => (
          <>
            <Device factor={data.factor} />
            {data.provider && (
              <p className="small">
                {t('factor.providerBound', {
                  subject: data.provider.subject,
                  at: formatAt(data.provider.boundAt),
                })}
              </p>
            )}
            <SignIns signIns={data.signIns} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Device({ factor }: { readonly factor: OwnAccount['factor'] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isRenewing, setRenewing] = useState(false)
  const toEnrolment = () => void navigate('/second-factor')
  if (!factor.isOn) return <p className="small">{t('factor.factorOff')}</p>
  if (factor.enrolledAt === null)
    return (
      <>
        <p className="small">{t('factor.factorNone')}</p>
        <Button onClick={toEnrolment}>{t('factor.enrolStart')}</Button>
      </>
    )
  return (
    <>
      <p className="small">
        {t('factor.factorSince', { at: formatAt(factor.enrolledAt), n: factor.recoveryLeft })}
      </p>
      <Space wrap>
        <Button onClick={toEnrolment}>{t('factor.factorReplace')}</Button>
        <Button onClick={() => setRenewing(!isRenewing)}>{t('factor.factorRenew')}</Button>
      </Space>
      {isRenewing && <Renew onDone={() => setRenewing(false)} />}
    </>
  )
}

function Renew({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const renew = useMutation({
    mutationFn: (code: string) => call(routes.session.renewRecovery, { body: { code } }),
  })
  const done = () => {
    void queries.invalidateQueries({ queryKey: keys.account })
    onDone()
  }
  if (renew.data) return <RecoveryCodes codes={renew.data.codes} onDone={done} />
  return <CodeForm label={t('factor.factorPresent')} submit={t('factor.factorRenew')} send={renew} />
}

function SignIns({ signIns }: Pick<OwnAccount, 'signIns'>) {
  const { t } = useTranslation()
  return (
    <>
      <h2 className="own-sign-ins">{t('factor.signInsTitle')}</h2>
      <p className="small">{t('factor.signInsHint')}</p>
      <ul className="own-sessions small">
        {signIns.map(({ at, address, way }) => (
          <li key={at}>
            {t('factor.signInAt', {
              at: formatAt(at),
              way: way === null ? t('factor.unknown') : t(`factor.way.${way}`),
              address: address ?? t('factor.unknown'),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
