import type { LawBatch } from '@sightline/api/contract/catalogue'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '../../app/when.tsx'
import { BatchDialog } from './batch-dialog.tsx'
import { Decided } from './decided.tsx'

/** The files that came in, and who published them. */
export function BatchList({ batches }: { readonly batches: readonly LawBatch[] }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<LawBatch | null>(null)
  const columns = useColumns(setShown)
  if (batches.length === 0) return <p className="soft">{t('catalogue.noBatches')}</p>
  return (
    <section className="panel catalogue-panel" aria-label={t('catalogue.batches')}>
      <h2>{t('catalogue.batches')}</h2>
      <Table
        size="small"
        rowKey="id"
        scroll={{ x: 760 }}
        pagination={{ pageSize: 5, hideOnSinglePage: true, showSizeChanger: false }}
        columns={columns}
        dataSource={[...batches]}
      />
      {shown && <BatchDialog id={shown.id} onClose={() => setShown(null)} />}
    </section>
  )
}

function useColumns(onShow: (batch: LawBatch) => void): TableColumnsType<LawBatch> {
  const { t } = useTranslation()
  return [
    { title: t('catalogue.fileName'), dataIndex: 'fileName' },
    { title: t('catalogue.rows'), width: 80, dataIndex: 'rows' },
    {
      title: t('catalogue.uploaded'),
      render: (_, { uploadedBy, uploadedAt }) => (
        <>
          {uploadedBy.name} <When at={uploadedAt} />
        </>
      ),
    },
    { title: t('catalogue.decided'), render: (_, { decision }) => <Decided decision={decision} /> },
    {
      title: '',
      width: 90,
      render: (_, batch) => (
        <Button
          size="small"
          type={batch.decision === null ? 'primary' : 'default'}
          onClick={() => onShow(batch)}
        >
          {t('catalogue.look')}
        </Button>
      ),
    },
  ]
}
