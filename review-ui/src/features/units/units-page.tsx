import type { Unit } from '@sightline/api/contract/units'
import { rootUnit } from '@sightline/api/law/units'
import { useQuery } from '@tanstack/react-query'
import { Button, Space, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unitsQuery } from '../../api/unit-queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { inTree, type PlacedUnit } from '../../app/units.tsx'
import { CloseUnit } from './close-unit.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { UnitDialog } from './unit-dialog.tsx'

/** The tree of the agency, as far as this person reaches it. */
export function UnitsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const units = useQuery(unitsQuery)
  const [dialog, setDialog] = useState<Unit | 'new' | 'import' | null>(null)
  const columns = useColumns(setDialog)
  const close = (): void => setDialog(null)
  return (
    <Page
      title={t('units.title')}
      actions={
        may('units.write') && (
          <>
            <Button onClick={() => setDialog('import')}>{t('units.import')}</Button>
            <Button type="primary" onClick={() => setDialog('new')}>
              {t('units.create')}
            </Button>
          </>
        )
      }
    >
      <p className="soft">{t('units.hint')}</p>
      <Loaded of={units}>
        {({ items }) => (
          <Table
            rowKey={({ unit }) => unit.id}
            pagination={false}
            scroll={{ x: 800 }}
            columns={columns}
            dataSource={[...inTree(items)]}
            locale={{ emptyText: <Nothing title={t('units.empty')} /> }}
          />
        )}
      </Loaded>
      {dialog === 'import' && <ImportDialog onClose={close} />}
      {dialog !== null && dialog !== 'import' && (
        <UnitDialog unit={dialog === 'new' ? null : dialog} onClose={close} />
      )}
    </Page>
  )
}

function useColumns(onEdit: (unit: Unit) => void): TableColumnsType<PlacedUnit> {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  return [
    {
      title: t('units.name'),
      render: (_, { unit, depth }) => (
        <span style={{ paddingInlineStart: `${depth * 1.5}em` }}>{unit.name}</span>
      ),
    },
    { title: t('units.kind'), render: (_, { unit }) => t(`units.kinds.${unit.kind}`), width: 110 },
    {
      title: t('units.regionCode'),
      render: (_, { unit }) => (unit.regionCode === '' ? t('app.none') : unit.regionCode),
      width: 150,
    },
    { title: t('units.people'), render: (_, { unit }) => unit.people, width: 90 },
    { title: t('units.sources'), render: (_, { unit }) => unit.sources, width: 90 },
    {
      key: 'state',
      width: 100,
      render: (_, { unit }) => (
        <Tag color={unit.active ? 'success' : 'default'}>
          {t(unit.active ? 'units.open' : 'units.closed')}
        </Tag>
      ),
    },
    {
      key: 'actions',
      render: (_, { unit }) => {
        if (!may('units.write')) return null
        const isOwn = unit.id === person.unitId
        if (isOwn && unit.id !== rootUnit) return <span className="soft small">{t('units.own')}</span>
        return (
          <Space>
            <Button size="small" onClick={() => onEdit(unit)}>
              {t('app.edit')}
            </Button>
            {!isOwn && <CloseUnit unit={unit} />}
          </Space>
        )
      },
    },
  ]
}
