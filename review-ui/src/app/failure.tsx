import { errorCodes } from '@sightline/api/contract/errors'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure, failureCode } from '../api/failure.ts'
import { useUnitWhy } from './unit-why.ts'

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
  const agencies = agenciesIn(error)
  const unitWhy = useUnitWhy()(error)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-code={code}
      title={t(`code.failure.${code}`)}
      description={
        (problems.length + agencies.length > 0 || unitWhy !== null) && (
          <ul className="problems">
            {unitWhy !== null && <li>{unitWhy}</li>}
            {problems.map((problem) => (
              <li key={problem.path + problem.message}>
                <Problem {...problem} />
              </li>
            ))}
            {agencies.length > 0 && <li>{t('caseMatter.other', { agencies: agencies.join('、') })}</li>}
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

const isBag = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Who has the authority that this agency lacks, where the api says so. */
function agenciesIn(error: unknown): readonly string[] {
  if (!(error instanceof ApiFailure)) return []
  const failures: readonly unknown[] = Array.isArray(error.facts['failures']) ? error.facts['failures'] : []
  const told = [error.facts, ...failures.filter(isBag).map(({ facts }) => facts)]
  return told
    .filter(isBag)
    .map(({ agencies }) => agencies)
    .filter((one) => Array.isArray(one))
    .flat()
    .filter((name, i, all): name is string => typeof name === 'string' && all.indexOf(name) === i)
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
