import './profile-list.css'
import type { JudgedProfile } from '@sightline/api/contract/profile'
import type { ProfileCode } from '@sightline/api/law/profile'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { shownValue } from './profile-value.ts'

/** Of the size the reason names the product's number: what the matter asks stands beside what was measured. */
const isNumbersOwn = (point: ProfileCode): boolean => point === 'resolution'

/** What a matter asks more of the pictures than their kind does, each point met or not, with its numbers. */
export function AsksMore({ points }: { readonly points: JudgedProfile['points'] }) {
  const { t } = useTranslation()
  if (points.length === 0) return null
  const n = points.filter(({ reason }) => reason !== null).length
  return (
    <div className="small" data-testid="asks-more" data-failing={n}>
      <p>
        <strong>{t('stricter.asks')}</strong>{' '}
        <span className={n > 0 ? 'warn' : 'good'}>
          {n > 0 ? `⚠ ${t('stricter.fails', { n })}` : `✓ ${t('stricter.met')}`}
        </span>
      </p>
      <ul className="profile-points">
        {points.map(({ point, asked, measured, reason }) => (
          <li key={point} data-point={point} data-reason={reason ?? ''}>
            <Tag color={reason === null ? 'success' : 'warning'}>
              {reason === null ? t('profile.met') : t('profile.notMet')}
            </Tag>
            <div>
              <strong>{t(`profile.point.${point}`)}</strong>{' '}
              <span className="num">
                {measured === null
                  ? t('profile.unmeasured')
                  : t(`profile.value.${point}`, {
                      measured: shownValue(point, measured),
                      asked: shownValue(point, asked),
                    })}
              </span>
              {reason !== null && !isNumbersOwn(point) && <div>{t(`code.clueReason.${reason}`)}</div>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
