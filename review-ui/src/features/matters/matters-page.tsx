import type { Matter } from '@sightline/api/contract/matters'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mattersQuery } from '../../api/queries.ts'
import { useKindName } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { When } from '../../app/when.tsx'
import { MatterDialog } from './matter-dialog.tsx'

/** Which kinds may be confirmed without an order to correct, and by which provision. */
export function MattersPage() {
  const { t } = useTranslation()
  const matters = useQuery(mattersQuery)
  const [changing, setChanging] = useState<Matter | null>(null)
  const columns = useColumns(setChanging)
  return (
    <Page title={t('matters.title')}>
      <p className="soft">{t('matters.hint')}</p>
      <Loaded of={matters}>
        {({ items }) => (
          <Table rowKey="kind" pagination={false} scroll={{ x: 800 }} columns={columns} dataSource={items} />
        )}
      </Loaded>
      {changing && <MatterDialog matter={changing} onClose={() => setChanging(null)} />}
    </Page>
  )
}

function useColumns(onChange: (matter: Matter) => void): TableColumnsType<Matter> {
  const { t } = useTranslation()
  const kindName = useKindName()
  return [
    { title: t('matters.kind'), render: (_, { kind }) => kindName(kind) },
    {
      title: t('matters.first'),
      render: (_, { noOrderBasis }) =>
        noOrderBasis === null ? (
          <Tag>{t('matters.needed')}</Tag>
        ) : (
          <>
            <Tag color="gold">{t('matters.notNeeded')}</Tag>
            <div className="small">{noOrderBasis}</div>
          </>
        ),
    },
    {
      title: t('matters.changedBy'),
      render: (_, { recordedAt, recordedBy }) =>
        recordedAt !== null && (
          <>
            {recordedBy?.name} <When at={recordedAt} />
          </>
        ),
    },
    {
      title: '',
      width: 100,
      render: (_, matter) => (
        <Button size="small" data-kind={matter.kind} onClick={() => onChange(matter)}>
          {t('app.edit')}
        </Button>
      ),
    },
  ]
}
