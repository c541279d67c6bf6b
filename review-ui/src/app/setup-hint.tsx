import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { setupQuery } from '../api/sign-in-queries.ts'

/** Before there is anybody who could sign in: where the link is that makes the first administrator. */
export function SetupHint() {
  const { t } = useTranslation()
  const setup = useQuery(setupQuery)
  if (!setup.data?.isOpen) return null
  return <Alert type="info" showIcon title={t('machine.setupOpenHint')} />
}
