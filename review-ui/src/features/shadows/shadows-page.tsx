import './shadows.css'
import type { ShadowRun } from '@sightline/api/contract/shadows'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { shadowsQuery } from '../../api/figure-queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useLanguage } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { StartDialog } from './start-dialog.tsx'
import { RunState } from './run-state.tsx'

/** Models that look, or looked, beside those in force. */
export function ShadowsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const shadows = useQuery(shadowsQuery)
  const [isStarting, setStarting] = useState(false)
  const columns = useColumns()
  const isRunning = shadows.data?.items.some(({ endedAt }) => endedAt === null) ?? false
  return (
    <Page
      title={t('shadows.title')}
      actions={
        may('shadows.write') && (
          <Button type="primary" disabled={isRunning || !shadows.data} onClick={() => setStarting(true)}>
            {t('shadows.start')}
          </Button>
        )
      }
    >
      <p className="soft">{t('shadows.hint')}</p>
      <Loaded of={shadows}>
        {({ items, candidates }) => (
          <>
            <Table
              rowKey="id"
              pagination={items.length > 25 ? { pageSize: 25 } : false}
              scroll={{ x: 900 }}
              columns={columns}
              dataSource={items}
              locale={{ emptyText: <Nothing title={t('shadows.empty')} hint={t('shadows.emptyHint')} /> }}
            />
            {isStarting && <StartDialog candidates={candidates} onClose={() => setStarting(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): TableColumnsType<ShadowRun> {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      title: t('shadows.model'),
      render: (_, { id, model }) => (
        <>
          <Link to={`/shadows/${id}`}>{model.title[language] || model.name}</Link>
          <br />
          <code className="soft small">{model.name}</code> {model.isBuiltIn && t('shadows.builtIn')}
        </>
      ),
    },
    { title: t('shadows.state'), width: 220, render: (_, run) => <RunState run={run} /> },
    { title: t('shadows.sources'), render: (_, { sources }) => sources.map(({ name }) => name).join('、') },
    { title: t('shadows.startedAt'), width: 180, render: (_, { startedAt }) => <When at={startedAt} /> },
    { title: t('shadows.startedBy'), width: 120, render: (_, { startedBy }) => startedBy.name },
  ]
}
