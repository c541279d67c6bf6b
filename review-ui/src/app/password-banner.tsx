import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useServerNow } from './screen.tsx'
import { useSession } from './session.tsx'
import { formatAt } from './time.ts'

const soonMs = 7 * 86_400_000

/** Says a week ahead that the password grows old: after that nothing else is answered. */
export function PasswordBanner() {
  const { t } = useTranslation()
  const { passwordEndsAt } = useSession()
  const now = useServerNow()
  if (passwordEndsAt === null || passwordEndsAt - now > soonMs) return null
  return (
    <Alert
      banner
      type="warning"
      data-testid="password-soon"
      title={t('factor.passwordSoon', { at: formatAt(passwordEndsAt) })}
      action={<Link to="/password">{t('factor.change')}</Link>}
    />
  )
}
