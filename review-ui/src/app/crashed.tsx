import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { FailureNote } from './failure.tsx'
import { ApiFailure } from '../api/failure.ts'
import { NotFound } from './not-found.tsx'

/** A page that could not be shown: says so instead of leaving an old one standing. */
export function Crashed() {
  const { t } = useTranslation()
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  return (
    <Result
      status="error"
      title={t('app.crashed')}
      subTitle={error instanceof Error ? error.message : undefined}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('app.reload')}
        </Button>
      }
    >
      {error instanceof ApiFailure && <FailureNote error={error} />}
    </Result>
  )
}
