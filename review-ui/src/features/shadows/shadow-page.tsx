import './shadows.css'
import { routes } from '@sightline/api/contract/routes'
import type { ShadowDetail, ShadowRun } from '@sightline/api/contract/shadows'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { shadowQuery } from '../../api/figure-queries.ts'
import { keys } from '../../api/queries.ts'
import { AskFirst } from '../../app/ask-first.tsx'
import { FailureNote } from '../../app/failure.tsx'
import { useLanguage } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { CostPanel } from './cost-panel.tsx'
import { Differences } from './differences.tsx'
import { ResultPanel } from './result-panel.tsx'
import { RunState } from './run-state.tsx'
import { useShadowFault } from './fault-text.ts'

/** One shadow beside those in force: how right each was, what it cost, and where they differ. */
export function ShadowPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const shadow = useQuery(shadowQuery(id))
  return (
    <Loaded of={shadow}>
      {(detail) => (
        <Page
          title={<Title run={detail.run} />}
          actions={
            <>
              <Link to="/shadows">{t('shadows.title')}</Link>
              <StopButton run={detail.run} />
            </>
          }
        >
          <Facts detail={detail} />
        </Page>
      )}
    </Loaded>
  )
}

function Title({ run: { model } }: { readonly run: ShadowRun }) {
  const language = useLanguage()
  return model.title[language] || model.name
}

function Facts({ detail }: { readonly detail: ShadowDetail }) {
  const { t } = useTranslation()
  const faultText = useShadowFault()
  const { run, comparison, cost, faults, differences } = detail
  return (
    <>
      <div className="shadow-head">
        <RunState run={run} />
        <span>
          {t('shadows.sources')}：{run.sources.map(({ name }) => name).join('、')}
        </span>
        <span className="soft">
          {t('shadows.startedAt')} <When at={run.startedAt} /> · {run.startedBy.name}
        </span>
      </div>
      {faults.map(({ sourceName: source, workerId: worker, fault }) => (
        <Alert
          key={`${source}/${worker}`}
          type={fault === 'opening' ? 'info' : 'warning'}
          showIcon
          data-fault={fault}
          title={t('shadows.fault', { source, worker, fault: faultText(fault) })}
        />
      ))}
      <div className="shadow-grid">
        <ResultPanel of={comparison} />
        <CostPanel of={cost} limit={run.cpuPercent} />
      </div>
      <Differences runId={run.id} of={differences} />
    </>
  )
}

function StopButton({ run: { id, version, endedAt } }: { readonly run: ShadowRun }) {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const stop = useMutation({
    mutationFn: () => call(routes.shadows.stop, { params: { id }, body: { version } }),
    onSuccess: () => void message.success(t('shadows.stopped')),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.shadows }),
  })
  if (endedAt !== null || !may('shadows.write')) return null
  return (
    <>
      {stop.error && <FailureNote error={stop.error} />}
      <AskFirst title={t('shadows.stopAsk')} onConfirm={() => stop.mutate()}>
        <Button danger loading={stop.isPending}>
          {t('shadows.stop')}
        </Button>
      </AskFirst>
    </>
  )
}
