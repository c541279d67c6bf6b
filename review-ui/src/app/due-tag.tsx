import { ClockCircleOutlined } from '@ant-design/icons'
import { limitState, type TimeLimit } from '@sightline/api/law/time-limits'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useServerNow } from './screen.tsx'
import { formatAt } from './time.ts'

/** Says that something is late, or must be done today; nothing where there is time, or no limit. */
export function DueTag({ limit }: { readonly limit: TimeLimit | null }) {
  const { t } = useTranslation()
  const now = useServerNow()
  if (limit === null) return null
  const state = limitState(limit, now)
  // Minutes pass by themselves: only what is late is worth a word.
  if (state === 'ahead' || (limit.work === 'triage' && state === 'today')) return null
  return (
    <Tag
      color={state === 'late' ? 'error' : 'gold'}
      icon={<ClockCircleOutlined />}
      title={t('due.until', { at: formatAt(limit.dueAt) })}
      data-testid="due"
      data-due={state}
    >
      {t(`due.${state}`, { work: t(`limits.works.${limit.work}`) })}
    </Tag>
  )
}
