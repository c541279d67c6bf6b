import './networks.css'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { networksQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useLanguage } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { runningOf, toRows, type NetworkRow } from './network-rows.ts'
import { ClassTags, NetworkStateTag, Running } from './network-tags.tsx'

/** Every network, an admin's own and those built into the workers: what it may be used for, and whether it runs. */
export function NetworksPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const networks = useQuery(networksQuery)
  const columns = useColumns()
  return (
    <Page
      title={t('networks.title')}
      actions={
        may('networks.write') && (
          <Button type="primary" onClick={() => void navigate('/networks/new')}>
            {t('networks.add')}
          </Button>
        )
      }
    >
      <Loaded of={networks}>
        {(list) => (
          <>
            {list.workers.length === 0 && <Alert type="warning" showIcon title={t('networks.noWorkers')} />}
            <Table
              rowKey="name"
              pagination={false}
              scroll={{ x: 1100 }}
              columns={columns}
              dataSource={toRows(list)}
              locale={{ emptyText: <Nothing title={t('networks.empty')} hint={t('networks.emptyHint')} /> }}
            />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): TableColumnsType<NetworkRow> {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      title: t('networks.name'),
      width: 200,
      render: (_, { own, title, name }) => (
        <>
          {own ? <Link to={`/networks/${own.id}`}>{title[language] || name}</Link> : title[language] || name}
          <br />
          <code className="soft small">{name}</code>
        </>
      ),
    },
    {
      title: t('networks.origin'),
      width: 150,
      render: (_, { own }) =>
        own ? (
          <>
            {t('networks.own')} <NetworkStateTag state={own.state} />
          </>
        ) : (
          t('networks.builtIn')
        ),
    },
    { title: t('networks.licence'), dataIndex: 'licence', width: 120 },
    { title: t('networks.classes'), render: (_, { classes }) => <ClassTags classes={classes} /> },
    { title: t('networks.running'), width: 250, render: (_, row) => <Running row={row} /> },
    { title: t('networks.hash'), width: 250, render: (_, row) => <Hashes row={row} /> },
  ]
}

/** Of the uploaded file, and of what the workers made of it and run: the latter stands in the evidence. */
function Hashes({ row }: { readonly row: NetworkRow }) {
  const { t } = useTranslation()
  const uploaded = row.own?.file?.sha256
  const { hashes } = runningOf(row)
  return (
    <>
      {uploaded !== undefined && (
        <>
          <div className="soft small">{t('networks.hashOfFile')}</div>
          <code className="hash">{uploaded}</code>
        </>
      )}
      {hashes.length > 0 && <div className="soft small">{t('networks.hashOfRun')}</div>}
      {hashes.map((hash) => (
        <code key={hash} className="hash">
          {hash}
        </code>
      ))}
    </>
  )
}
