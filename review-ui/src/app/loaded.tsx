import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from './failure.tsx'

interface Answer<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

/** Loading, failed, or there. Data that could not be refreshed stays on screen under a note that says so. */
export function Loaded<T>({
  of,
  children,
}: {
  readonly of: Answer<T>
  readonly children: (data: T) => ReactNode
}) {
  const { t } = useTranslation()
  const retry = (): void => void of.refetch()
  if (of.data === undefined) {
    if (of.error) return <FailureNote error={of.error} onRetry={retry} />
    return (
      <div role="status" aria-label={t('app.loading')}>
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    )
  }
  return (
    <>
      {of.error !== null && of.error !== undefined && (
        <div className="stale-note">
          <FailureNote error={of.error} onRetry={retry} />
          <p>{t('app.notRefreshed')}</p>
        </div>
      )}
      {children(of.data)}
    </>
  )
}
