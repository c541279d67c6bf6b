import type { EvidenceModeRow } from '@sightline/api/contract/evidence-modes'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { modesQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { Decide } from './decide.tsx'
import { inForce } from './in-force.ts'

/** How far pictures of each kind carry: what was asked for, who decided, and what holds now. */
export function ModesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const modes = useQuery(modesQuery)
  const [isAsking, setAsking] = useState(false)
  const columns = useColumns(modes.data?.items ?? [])
  return (
    <Page
      title={t('modes.title')}
      actions={
        may('modes.ask') && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('modes.ask')}
          </Button>
        )
      }
    >
      <p className="soft">{t('modes.hint')}</p>
      <Loaded of={modes}>
        {({ items }) => (
          <Table
            rowKey="id"
            pagination={false}
            scroll={{ x: 900 }}
            columns={columns}
            dataSource={items}
            locale={{ emptyText: <Nothing title={t('modes.empty')} hint={t('modes.emptyHint')} /> }}
          />
        )}
      </Loaded>
      {isAsking && <AskDialog onClose={() => setAsking(false)} />}
    </Page>
  )
}

function useColumns(items: readonly EvidenceModeRow[]): TableColumnsType<EvidenceModeRow> {
  const { t } = useTranslation()
  const kindName = useKindName()
  return [
    { title: t('modes.kind'), render: (_, { kind }) => kindName(kind) },
    { title: t('modes.sourceKind'), render: (_, { sourceKind }) => t(`code.sourceKind.${sourceKind}`) },
    {
      title: t('modes.mode'),
      render: (_, one) => (
        <>
          {t(`modes.modeName.${one.mode}`)}{' '}
          {inForce(items, one) && <Tag color="green">{t('modes.inForce')}</Tag>}
        </>
      ),
    },
    {
      title: t('modes.basis'),
      render: (_, { basis, documentNumber }) => (
        <>
          {basis}
          <div className="small soft">{documentNumber}</div>
        </>
      ),
    },
    {
      title: t('modes.asked'),
      render: (_, { askedBy, askedAt }) => (
        <>
          {askedBy.name} <When at={askedAt} />
        </>
      ),
    },
    { title: t('modes.decided'), render: (_, one) => <Decide of={one} /> },
  ]
}
