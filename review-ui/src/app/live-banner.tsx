import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLive } from './screen.tsx'
import { formatAt } from './time.ts'

/** The state of the live line in one word and one shape: never by colour alone. */
export function LiveBadge() {
  const { t } = useTranslation()
  const { status } = useLive()
  return (
    <span className={`live-badge live-${status}`} role="status" data-testid="live-badge" data-status={status}>
      <span aria-hidden className="live-dot" />
      {t(`live.${status}`)}
    </span>
  )
}

/** Says loudly that what is on the screen may be out of date. */
export function LiveBanner() {
  const { t } = useTranslation()
  const { status, heardAt, aheadMs } = useLive()
  if (status === 'live' || status === 'connecting') return null
  const at = heardAt === null ? t('live.never') : formatAt(heardAt + aheadMs)
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      className="live-banner"
      data-testid="live-banner"
      title={t('live.banner', { why: t(`live.${status}`), at })}
    />
  )
}
