import type { ShadowRun } from '@sightline/api/contract/shadows'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { When } from '../../app/when.tsx'

/** Whether it runs, and until when at the latest; or why it ended, and when. */
export function RunState({ run: { endedAt, endedWhy, endsAt } }: { readonly run: ShadowRun }) {
  const { t } = useTranslation()
  if (endedAt === null || endedWhy === null)
    return (
      <>
        <Tag color="processing" data-state="running">
          {t('shadows.running')}
        </Tag>
        <div className="soft small">
          {t('shadows.endsAt')} <When at={endsAt} />
        </div>
      </>
    )
  return (
    <>
      <Tag data-state={endedWhy}>{t(`shadows.ended.${endedWhy}`)}</Tag>
      <div className="soft small">
        <When at={endedAt} />
      </div>
    </>
  )
}
