import type { Session } from '@sightline/api/contract/people'
import type { UseMutationResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CodeForm } from '../../app/code-form.tsx'

/** The second step: a code of the device, or a recovery code. */
export function CodeStep({
  send,
  onBack,
}: {
  readonly send: Pick<UseMutationResult<Session, Error, string>, 'mutate' | 'isPending' | 'error'>
  readonly onBack: () => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <h1>{t('factor.codeTitle')}</h1>
      <p className="small soft">{t('factor.codeHint')}</p>
      <CodeForm label={t('factor.code')} submit={t('signIn.submit')} send={send} />
      <Button type="link" block onClick={onBack}>
        {t('factor.back')}
      </Button>
      <details className="sign-in-lost small soft">
        <summary>{t('factor.lostDevice')}</summary>
        <p>{t('factor.lostDeviceHow')}</p>
        <code>npx sightline people second-factor ACCOUNT</code>
      </details>
    </>
  )
}
