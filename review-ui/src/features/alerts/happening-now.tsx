import type { Alert } from '@sightline/api/contract/alerts'
import { lingerMs } from '@sightline/api/law/opened'
import { useTranslation } from 'react-i18next'
import { useServerNow } from '../../app/screen.tsx'
import { AlertCard } from './alert-card.tsx'
import { happeningOrder } from './wall-filter.ts'

/** What is in its grace, and what ended in it a few minutes ago: a group of its own above the alerts. */
export function HappeningNow(props: {
  readonly items: readonly Alert[]
  /** Said where it is all that is shown. */
  readonly saysEmpty: boolean
  readonly onLive: ((alert: Alert) => void) | null
}) {
  const { t } = useTranslation()
  const now = useServerNow()
  const shown = happeningOrder(
    props.items.filter(({ endedAt }) => endedAt === null || now - endedAt < lingerMs),
  )
  if (shown.length === 0 && !props.saysEmpty) return null
  const running = shown.filter(({ status }) => status === 'opened').length
  return (
    <section className="happening" aria-labelledby="happening" data-testid="happening">
      <h2 id="happening">
        {t('opened.title')} <span className="num">{running}</span>
      </h2>
      <p className="soft">{shown.length === 0 ? t('opened.empty') : t('opened.hint')}</p>
      <ul className="wall" aria-label={t('opened.list')}>
        {shown.map((alert) => (
          <li key={alert.id}>
            <AlertCard alert={alert} isBusy={false} onMove={null} onLive={props.onLive} />
          </li>
        ))}
      </ul>
    </section>
  )
}
