import { BranchesOutlined, RetweetOutlined } from '@ant-design/icons'
import type { Alert } from '@sightline/api/contract/alerts'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

/** How many findings an alert stands for, and whether it keeps happening there. Nothing where neither is to be said. */
export function GroupTags({ group }: Pick<Alert, 'group'>) {
  const { t } = useTranslation()
  if (group === null) return null
  return (
    <>
      {group.size > 1 && (
        <Tag icon={<BranchesOutlined />} title={t('faults.mergedHint')} data-testid="merged-size">
          {t('faults.mergedSize', { n: group.size })}
        </Tag>
      )}
      {group.isRepeat && (
        <Tag color="volcano" icon={<RetweetOutlined />} title={t('faults.repeatHint')} data-testid="repeat">
          {t('faults.repeat', { n: group.times })}
        </Tag>
      )}
    </>
  )
}
