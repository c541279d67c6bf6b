import type { LawBatch } from '@sightline/api/contract/catalogue'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { When } from '../../app/when.tsx'

/** What somebody else than who took a batch in decided of it. */
export function Decided({ decision }: Pick<LawBatch, 'decision'>) {
  const { t } = useTranslation()
  if (decision === null) return <Tag color="gold">{t('catalogue.waits')}</Tag>
  const { isPublished, by, at, note } = decision
  return (
    <>
      <Tag color={isPublished ? 'green' : 'default'}>
        {t(`catalogue.state.${isPublished ? 'published' : 'refused'}`)}
      </Tag>
      {by.name} <When at={at} />
      {note !== '' && <div className="small">{note}</div>}
    </>
  )
}
