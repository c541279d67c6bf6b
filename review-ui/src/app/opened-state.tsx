import { CheckCircleOutlined, EyeInvisibleOutlined, HourglassOutlined } from '@ant-design/icons'
import type { Alert } from '@sightline/api/contract/alerts'
import { openedState } from '@sightline/api/law/opened'
import { Alert as Note, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useServerNow } from './screen.tsx'
import { formatClock } from './time.ts'
import { useLengthText } from './when.tsx'

type Opened = Pick<Alert, 'status' | 'openedAt' | 'graceUntil' | 'openedEnd'>

/** How a finding in its grace stands: what is left of it by the server's clock, or how it ended. Nothing of a confirmed one. */
export function OpenedState({ alert }: { readonly alert: Opened }) {
  const { t } = useTranslation()
  const length = useLengthText()
  const now = useServerNow()
  const { status, openedAt, graceUntil, openedEnd } = alert
  if (openedEnd !== null) {
    const isProven = openedEnd === 'self_rectified' || openedEnd === 'left_in_grace'
    return (
      <Tag
        color={isProven ? 'success' : 'default'}
        icon={isProven ? <CheckCircleOutlined /> : <EyeInvisibleOutlined />}
        title={t(`opened.endHint.${openedEnd}`)}
        data-testid="opened-end"
        data-end={openedEnd}
      >
        {t(`opened.end.${openedEnd}`)}
      </Tag>
    )
  }
  if (status !== 'opened' || graceUntil === null) return null
  if (openedState(graceUntil, now) !== 'running')
    return (
      <Tag icon={<EyeInvisibleOutlined />} data-testid="unseen">
        {t('opened.unseen', { at: formatClock(openedAt) })}
      </Tag>
    )
  const left = graceUntil - now
  return (
    <Tag color="gold" icon={<HourglassOutlined />} className="num" data-testid="grace">
      {left > 0 ? t('opened.graceLeft', { length: length(left) }) : t('opened.graceOver')}
    </Tag>
  )
}

/** Says on a page that nothing can be decided about a finding that was not confirmed. */
export function UndecidedNote({ alert }: { readonly alert: Opened }) {
  const { t } = useTranslation()
  const { status, openedEnd } = alert
  if (openedEnd !== null)
    return (
      <Note
        type="info"
        showIcon
        data-testid="undecided"
        title={t('opened.overTitle', { end: t(`opened.end.${openedEnd}`) })}
        description={t(`opened.endHint.${openedEnd}`)}
      />
    )
  if (status !== 'opened') return null
  return (
    <Note
      type="warning"
      showIcon
      data-testid="undecided"
      title={
        <>
          {t('opened.undecided')} <OpenedState alert={alert} />
        </>
      }
      description={t('opened.undecidedHint')}
    />
  )
}
