import { hardness, leftOutReasons, type DatasetExport } from '@sightline/api/contract/datasets'
import { errorCodes } from '@sightline/api/contract/errors'
import { routes } from '@sightline/api/contract/routes'
import { useQuery } from '@tanstack/react-query'
import { Button, Progress, Space, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/client.ts'
import { datasetApprovalsQuery, datasetExportsQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { FailureNote } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { formatAt, formatBytes } from '../../app/time.ts'
import { When } from '../../app/when.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { useMakeExport } from './use-make-export.ts'

/** What was taken out, and how far what is under way is. */
export function ExportsPanel() {
  const { t } = useTranslation()
  const exports = useQuery(datasetExportsQuery)
  const [importing, setImporting] = useState<DatasetExport | null>(null)
  const columns = useColumns(setImporting)
  return (
    <section className="dataset-section" aria-labelledby="dataset-exports">
      <h2 id="dataset-exports">{t('datasets.exports')}</h2>
      <Loaded of={exports}>
        {({ items }) => (
          <Table
            rowKey="id"
            pagination={items.length > 10 && { pageSize: 10 }}
            scroll={{ x: 1000 }}
            columns={columns}
            dataSource={items}
            locale={{
              emptyText: <Nothing title={t('datasets.exportsEmpty')} hint={t('datasets.exportsEmptyHint')} />,
            }}
          />
        )}
      </Loaded>
      {importing && <ImportDialog of={importing} onClose={() => setImporting(null)} />}
    </section>
  )
}

function useColumns(onImport: (one: DatasetExport) => void): TableColumnsType<DatasetExport> {
  const { t } = useTranslation()
  return [
    {
      title: t('datasets.set'),
      width: 240,
      render: (_, { set, approval, madeBy, startedAt }) => (
        <>
          {t(`datasets.setName.${set}`)}
          <div className="small">{approval.number}</div>
          <div className="soft small">
            {madeBy.name} <When at={startedAt} />
          </div>
        </>
      ),
    },
    { title: t('datasets.exports'), render: (_, one) => <State of={one} /> },
    { title: t('datasets.labels'), width: 200, render: (_, one) => <LabelsState of={one} /> },
    { key: 'actions', width: 240, render: (_, one) => <Actions of={one} onImport={onImport} /> },
  ]
}

const colours = { running: 'processing', done: 'success', failed: 'error', removed: 'default' } as const

function State({ of }: { readonly of: DatasetExport }) {
  const { t } = useTranslation()
  const { state, progress, failure } = of
  const code = errorCodes.find((one) => one === failure)
  return (
    <div data-testid="dataset-export" data-state={state} data-id={of.id}>
      <Tag color={colours[state]}>{t(`datasets.exportState.${state}`)}</Tag>
      {state === 'running' && (
        <>
          <span role="status">{t('datasets.progress', progress)}</span>
          <Progress
            size="small"
            percent={progress.of === 0 ? 0 : Math.floor((progress.done / progress.of) * 100)}
            aria-label={t('datasets.progress', progress)}
          />
        </>
      )}
      {failure !== null && <div className="bad">{code ? t(`code.failure.${code}`) : failure}</div>}
      <Counts of={of} />
    </div>
  )
}

function Counts({ of: { counts, bytes, sha256 } }: { readonly of: DatasetExport }) {
  const { t } = useTranslation()
  if (!counts) return null
  const { findings, pictures, annotations } = counts
  const left = leftOutReasons.filter((reason) => counts.leftOut[reason] > 0)
  return (
    <>
      <div>{t('datasets.counted', { findings, pictures, annotations })}</div>
      <div className="small">
        {hardness.map((one) => `${t(`datasets.hardness.${one}`)} ${counts.hardness[one]}`).join(' · ')}
      </div>
      {left.length > 0 && (
        <div className="small" data-testid="dataset-left-out">
          {t('datasets.leftOut')}
          {' · '}
          {left.map((one) => `${t(`datasets.leftOutReason.${one}`)} ${counts.leftOut[one]}`).join(' · ')}
        </div>
      )}
      {sha256 !== null && bytes !== null && (
        <div className="soft small">
          {formatBytes(bytes)} · <code className="hash">{sha256}</code>
        </div>
      )}
    </>
  )
}

function LabelsState({ of: { labels, state } }: { readonly of: DatasetExport }) {
  const { t } = useTranslation()
  if (state === 'running' || state === 'failed') return null
  if (!labels) return t('datasets.labelsNone')
  return (
    <>
      {t('datasets.labelsAt', { version: labels.version, pictures: labels.pictures })}
      <div className="soft small">
        {labels.by.name} <When at={labels.at} />
      </div>
    </>
  )
}

/** Whoever recorded the approval fetches nothing by it: the api refuses it too. */
function useIsOwn({ approval }: DatasetExport): boolean {
  const { person } = useSession()
  const approvals = useQuery(datasetApprovalsQuery)
  return (
    approvals.data?.items.some(({ id, recordedBy }) => id === approval.id && recordedBy.id === person.id) ??
    false
  )
}

/** Begins anew what failed, as it was asked for. */
function Again({ of: { asked } }: { readonly of: DatasetExport }) {
  const { t } = useTranslation()
  const make = useMakeExport()
  if (asked === null) return null
  return (
    <>
      <Button size="small" loading={make.isPending} onClick={() => make.mutate(asked)}>
        {t('datasets.again')}
      </Button>
      {make.error && <FailureNote error={make.error} />}
    </>
  )
}

function Actions({
  of,
  onImport,
}: {
  readonly of: DatasetExport
  readonly onImport: (one: DatasetExport) => void
}) {
  const { t } = useTranslation()
  const may = useMay()
  const isOwn = useIsOwn(of)
  const { id, state, keptUntil } = of
  if (isOwn) return <span className="soft small">{t('datasets.ownApproval')}</span>
  if (!may('datasets.export') || state === 'running') return null
  if (state === 'failed') return <Again of={of} />
  return (
    <Space orientation="vertical">
      {keptUntil !== null ? (
        <>
          <Button size="small" type="primary" href={addressOf(routes.datasets.file, { id })} download>
            {t('datasets.download')}
          </Button>
          <span className="soft small">{t('datasets.keptUntil', { at: formatAt(keptUntil) })}</span>
        </>
      ) : (
        <span className="soft small">{t('datasets.notKept')}</span>
      )}
      <Button size="small" onClick={() => onImport(of)}>
        {t('datasets.importLabels')}
      </Button>
    </Space>
  )
}
