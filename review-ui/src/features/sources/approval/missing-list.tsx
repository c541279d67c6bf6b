import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { useTranslation } from 'react-i18next'
import { formatOffset } from '../../../app/time.ts'

type Missing = ApprovalDetail['missing'][number]

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const reviews = ['technical', 'legal'] as const
const clocks = ['no_report', 'unproven', 'off'] as const

/** What of a requirement is missing, where more can be said of it than that. */
function useMore(): (missing: Missing) => string {
  const { t } = useTranslation()
  return ({ code, facts }) => {
    const until = text(facts['until'])
    if (code === 'dev_not_published') return until === '' ? '' : t('approval.untilDay', { day: until })
    if (code === 'dev_calibration') return until === '' ? '' : t('approval.expiredOn', { day: until })
    if (code === 'dev_no_review') {
      const { missing } = facts
      const named = reviews.filter((one) => Array.isArray(missing) && missing.includes(one))
      return named.map((one) => t(`approval.reviewsMissing.${one}`)).join('、')
    }
    const why = clocks.find((one) => one === facts['why'])
    if (code !== 'dev_clock' || why === undefined) return ''
    return t(`approval.clockWhy.${why}`, { offset: formatOffset(Number(facts['offsetMs'] ?? 0)) })
  }
}

/** Everything that is missing before it may be used, as the law says it. */
export function MissingList({
  detail: { missing, noticeEnds, isNoticeUnsure },
}: {
  readonly detail: ApprovalDetail
}) {
  const { t } = useTranslation()
  const more = useMore()
  return (
    <>
      {noticeEnds !== null && <p>{t('approval.noticeEnds', { day: noticeEnds })}</p>}
      {noticeEnds !== null && isNoticeUnsure && (
        <p className="warn small">⚠ {t('approval.noticeUnsure', { year: noticeEnds.slice(0, 4) })}</p>
      )}
      {missing.length === 0 ? (
        <p>✓ {t('approval.missingNone')}</p>
      ) : (
        <>
          <h3>{t('approval.missing')}</h3>
          <ul data-testid="approval-missing">
            {missing.map((one) => (
              <li key={one.code} data-code={one.code}>
                {t(`code.failure.${one.code}`)}
                {more(one) !== '' && <span className="soft small"> {more(one)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
