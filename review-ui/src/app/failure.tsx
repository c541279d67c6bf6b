import { errorCodes } from '@sightline/api/contract/errors'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure, failureCode } from '../api/failure.ts'

/** Why a call did not succeed, in words, with every problem that was named. */
export function FailureNote({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: () => void
}): ReactNode {
  const { t } = useTranslation()
  const code = failureCode(error)
  const problems = error instanceof ApiFailure ? error.problems.filter(({ path }) => path !== code) : []
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-code={code}
      title={t(`code.failure.${code}`)}
      description={
        problems.length > 0 && (
          <ul className="problems">
            {problems.map((problem) => (
              <li key={problem.path + problem.message}>
                <Problem {...problem} />
              </li>
            ))}
          </ul>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )
      }
    />
  )
}

/** A problem is either another code of ours, which has words, or a place and what is wrong there. */
function Problem({ path, message }: { readonly path: string; readonly message: string }) {
  const { t } = useTranslation()
  const known = errorCodes.find((code) => code === message)
  if (known !== undefined) return t(`code.failure.${known}`)
  return (
    <>
      <code>{path}</code> {message}
    </>
  )
}

export function useFailureText(): (error: unknown) => string {
  const { t } = useTranslation()
  return (error) => t(`code.failure.${failureCode(error)}`)
}
