import type { OriginalPermission } from '@sightline/api/contract/originals'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { originalsQuery } from '../../api/original-queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { DecideOriginals } from '../../app/originals/decide-originals.tsx'
import { Page } from '../../app/page.tsx'
import { RecusalDialog } from '../../app/recusals/recusal-dialog.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'

/** Who asked to take the originals of which case out, for what and for whom, and who let them. */
export function OriginalsPage() {
  const { t } = useTranslation()
  const originals = useQuery(originalsQuery())
  const columns = useColumns()
  return (
    <Page title={t('originals.title')}>
      <p className="soft">{t('originals.hint')}</p>
      <Loaded of={originals}>
        {({ items }) => (
          <Table
            rowKey="id"
            pagination={items.length > 20 && { pageSize: 20 }}
            scroll={{ x: 900 }}
            columns={columns}
            dataSource={items}
            locale={{ emptyText: <Nothing title={t('originals.empty')} hint={t('originals.emptyHint')} /> }}
          />
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): TableColumnsType<OriginalPermission> {
  const { t } = useTranslation()
  const may = useMay()
  return [
    {
      title: t('originals.caseNumber'),
      render: (_, { caseId, caseNumber }) =>
        may('cases.read') ? (
          <Link to={`/cases/${caseId}`} className="num">
            {caseNumber}
          </Link>
        ) : (
          <span className="num">{caseNumber}</span>
        ),
    },
    {
      title: t('originals.purpose'),
      render: (_, { purpose, receiver }) => (
        <>
          {purpose}
          <div className="small soft">{receiver}</div>
        </>
      ),
    },
    {
      title: t('originals.asked'),
      render: (_, { askedBy, askedAt }) => (
        <>
          {askedBy.name} <When at={askedAt} />
        </>
      ),
    },
    { title: t('originals.validUntil'), render: (_, { validUntil }) => <When at={validUntil} /> },
    {
      title: t('originals.decided'),
      render: (_, one) => (
        <>
          <DecideOriginals of={one} />
          {one.state === 'waiting' && !may('cases.read') && <RecuseMyself caseId={one.caseId} />}
        </>
      ),
    },
  ]
}

/** For a legal reviewer, who sees no page of the case. */
function RecuseMyself({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('recusals.declare')) return null
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t('recusals.declare')}
      </Button>
      {isOpen && <RecusalDialog of={{ caseId }} ask={{ act: 'declare' }} onClose={() => setOpen(false)} />}
    </>
  )
}
