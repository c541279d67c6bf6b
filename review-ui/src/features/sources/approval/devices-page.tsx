import '../sources.css'
import type { PublishedDevice } from '@sightline/api/contract/approval'
import { routes } from '@sightline/api/contract/routes'
import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Space, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryText } from '../../../api/address.ts'
import { devicesQuery } from '../../../api/approval-queries.ts'
import { addressOf } from '../../../api/client.ts'
import { Nothing } from '../../../app/empty.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { Page } from '../../../app/page.tsx'
import { useServerNow } from '../../../app/screen.tsx'
import { formatDay } from '../../../app/time.ts'
import { When } from '../../../app/when.tsx'

/** The sources in use as they are published (art. 41), and the files that go out. */
export function DevicesPage() {
  const { t } = useTranslation()
  const devices = useQuery(devicesQuery)
  const columns = useColumns()
  return (
    <Page title={t('approval.list')} actions={<Files />}>
      <p className="soft">{t('approval.listHint')}</p>
      <Loaded of={devices}>
        {({ items }) => (
          <Table
            rowKey="sourceId"
            pagination={false}
            scroll={{ x: 900 }}
            columns={columns}
            dataSource={items}
            locale={{
              emptyText: <Nothing title={t('approval.listEmpty')} hint={t('approval.listEmptyHint')} />,
            }}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Files() {
  const { t, i18n } = useTranslation()
  const now = useServerNow()
  const thisYear = Number(formatDay(now).slice(0, 4))
  const [chosen, setChosen] = useState<number | null>(null)
  const year = chosen ?? thisYear
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const list = addressOf(routes.approvals.inUseFile, {}) + queryText({ language })
  const report = addressOf(routes.approvals.yearFile, {}) + queryText({ year, language })
  return (
    <Space wrap>
      <Link to="/sources">{t('sources.title')}</Link>
      <Button type="primary" href={list} download>
        {t('approval.download')}
      </Button>
      <InputNumber
        aria-label={t('approval.year')}
        min={2020}
        max={thisYear}
        precision={0}
        value={year}
        onChange={setChosen}
      />
      <Button href={report} download>
        {t('approval.yearDownload')}
      </Button>
    </Space>
  )
}

function useColumns(): TableColumnsType<PublishedDevice> {
  const { t } = useTranslation()
  return [
    {
      title: t('sources.name'),
      render: (_, { sourceId, name }) => <Link to={`/sources/${sourceId}`}>{name}</Link>,
    },
    { title: t('approval.listPlace'), dataIndex: 'place' },
    { title: t('approval.listPurpose'), dataIndex: 'purpose' },
    { title: t('approval.owner'), dataIndex: 'owner' },
    { title: t('approval.listSince'), render: (_, { inUseSince }) => <When at={inUseSince} /> },
    {
      title: t('approval.listPublished'),
      render: (_, { publishedOn, publishedAt }) =>
        publishedAt === null ? (
          t('app.none')
        ) : (
          <a href={publishedAt} target="_blank" rel="noreferrer">
            {publishedOn}
          </a>
        ),
    },
  ]
}
