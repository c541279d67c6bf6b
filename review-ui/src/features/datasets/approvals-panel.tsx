import type { DatasetApproval } from '@sightline/api/contract/datasets'
import { useQuery } from '@tanstack/react-query'
import { Button, Space, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { datasetApprovalsQuery, sourcesQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { ApprovalDialog } from './approval-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

type Opened =
  | { readonly dialog: 'record' }
  | { readonly dialog: 'withdraw' | 'export'; readonly approval: DatasetApproval }

/** What was signed, by whom and for what; everything else follows from it. */
export function ApprovalsPanel() {
  const { t } = useTranslation()
  const may = useMay()
  const approvals = useQuery(datasetApprovalsQuery)
  const [opened, setOpened] = useState<Opened | null>(null)
  const columns = useColumns(setOpened)
  const close = (): void => setOpened(null)
  return (
    <section className="dataset-section" aria-labelledby="dataset-approvals">
      <div className="dataset-section-head">
        <h2 id="dataset-approvals">{t('datasets.approvals')}</h2>
        {may('datasets.approve') && (
          <Button onClick={() => setOpened({ dialog: 'record' })}>{t('datasets.record')}</Button>
        )}
      </div>
      <Loaded of={approvals}>
        {({ items }) => (
          <Table
            rowKey="id"
            pagination={items.length > 10 && { pageSize: 10 }}
            scroll={{ x: 1000 }}
            columns={columns}
            dataSource={items}
            locale={{
              emptyText: (
                <Nothing title={t('datasets.approvalsEmpty')} hint={t('datasets.approvalsEmptyHint')} />
              ),
            }}
          />
        )}
      </Loaded>
      {opened?.dialog === 'record' && <ApprovalDialog onClose={close} />}
      {opened?.dialog === 'withdraw' && <WithdrawDialog approval={opened.approval} onClose={close} />}
      {opened?.dialog === 'export' && <ExportDialog approval={opened.approval} onClose={close} />}
    </section>
  )
}

const stateColours = { in_force: 'success', expired: 'default', withdrawn: 'error' } as const

function useColumns(onOpen: (opened: Opened) => void): TableColumnsType<DatasetApproval> {
  const { t } = useTranslation()
  return [
    {
      title: t('datasets.number'),
      render: (_, { number, approvedBy, approvedOn, purpose }) => (
        <>
          <strong>{number}</strong>
          <div className="small">
            {approvedBy} · {approvedOn}
          </div>
          <div className="soft small">{purpose}</div>
        </>
      ),
    },
    { title: t('datasets.validUntil'), dataIndex: 'validUntil', width: 130 },
    { title: t('datasets.kinds'), render: (_, approval) => <Scope approval={approval} /> },
    {
      title: t('datasets.plates'),
      width: 130,
      render: (_, { coversPlates }) => t(coversPlates ? 'datasets.platesYes' : 'datasets.platesNo'),
    },
    {
      title: t('datasets.recordedBy'),
      width: 180,
      render: (_, { recordedBy, recordedAt, state, withdrawn }) => (
        <>
          <Tag color={stateColours[state]}>{t(`datasets.approvalState.${state}`)}</Tag>
          <div className="small">
            {recordedBy.name} <When at={recordedAt} />
          </div>
          {withdrawn && (
            <div className="soft small">
              {withdrawn.by.name}：{withdrawn.reason}
            </div>
          )}
        </>
      ),
    },
    { key: 'actions', width: 170, render: (_, approval) => <Actions approval={approval} onOpen={onOpen} /> },
  ]
}

function Scope({ approval }: { readonly approval: DatasetApproval }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const sources = useQuery({ ...sourcesQuery, refetchInterval: false })
  const nameOf = new Map<string, string>(sources.data?.items.map(({ id, name }) => [id, name]))
  const { kinds, sourceIds, fromDay, toDay } = approval
  return (
    <>
      <div>{kinds.map(kindName).join('、')}</div>
      <div className="small">
        {sourceIds === null
          ? t('datasets.allSources')
          : sourceIds.map((id) => nameOf.get(id) ?? id).join('、')}
      </div>
      <div className="small">
        {fromDay} – {toDay}
      </div>
    </>
  )
}

function Actions({
  approval,
  onOpen,
}: {
  readonly approval: DatasetApproval
  readonly onOpen: (opened: Opened) => void
}) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  if (approval.state !== 'in_force') return null
  const isOwn = approval.recordedBy.id === person.id
  return (
    <Space orientation="vertical">
      <Space>
        {may('datasets.export') && !isOwn && (
          <Button size="small" type="primary" onClick={() => onOpen({ dialog: 'export', approval })}>
            {t('datasets.make')}
          </Button>
        )}
        {may('datasets.approve') && (
          <Button size="small" danger onClick={() => onOpen({ dialog: 'withdraw', approval })}>
            {t('datasets.withdraw')}
          </Button>
        )}
      </Space>
      {isOwn && <span className="soft small">{t('datasets.ownApproval')}</span>}
    </Space>
  )
}
