import './models.css'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { modelsQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useLanguage } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { runningOf, toRows, type ModelRow } from './model-rows.ts'
import { ClassTags, ModelStateTag, Running } from './model-tags.tsx'

/** Every model, an admin's own and those built into the workers: what it may be used for, and whether it runs. */
export function ModelsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const models = useQuery(modelsQuery)
  const columns = useColumns()
  return (
    <Page
      title={t('models.title')}
      actions={
        may('models.write') && (
          <Button type="primary" onClick={() => void navigate('/models/new')}>
            {t('models.add')}
          </Button>
        )
      }
    >
      <Loaded of={models}>
        {(list) => (
          <>
            {list.workers.length === 0 && <Alert type="warning" showIcon title={t('models.noWorkers')} />}
            <Table
              rowKey="name"
              pagination={false}
              scroll={{ x: 1100 }}
              columns={columns}
              dataSource={toRows(list)}
              locale={{ emptyText: <Nothing title={t('models.empty')} hint={t('models.emptyHint')} /> }}
            />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): TableColumnsType<ModelRow> {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      title: t('models.name'),
      width: 200,
      render: (_, { own, title, name }) => (
        <>
          {own ? <Link to={`/models/${own.id}`}>{title[language] || name}</Link> : title[language] || name}
          <br />
          <code className="soft small">{name}</code>
        </>
      ),
    },
    {
      title: t('models.origin'),
      width: 150,
      render: (_, { own }) =>
        own ? (
          <>
            {t('models.own')} <ModelStateTag state={own.state} />
          </>
        ) : (
          t('models.builtIn')
        ),
    },
    { title: t('models.licence'), dataIndex: 'licence', width: 120 },
    { title: t('models.classes'), render: (_, { classes }) => <ClassTags classes={classes} /> },
    { title: t('models.running'), width: 250, render: (_, row) => <Running row={row} /> },
    { title: t('models.hash'), width: 250, render: (_, row) => <Hashes row={row} /> },
  ]
}

/** Of the uploaded file, and of what the workers made of it and run: the latter stands in the evidence. */
function Hashes({ row }: { readonly row: ModelRow }) {
  const { t } = useTranslation()
  const uploaded = row.own?.file?.sha256
  const { hashes } = runningOf(row)
  return (
    <>
      {uploaded !== undefined && (
        <>
          <div className="soft small">{t('models.hashOfFile')}</div>
          <code className="hash">{uploaded}</code>
        </>
      )}
      {hashes.length > 0 && <div className="soft small">{t('models.hashOfRun')}</div>}
      {hashes.map((hash) => (
        <code key={hash} className="hash">
          {hash}
        </code>
      ))}
    </>
  )
}
