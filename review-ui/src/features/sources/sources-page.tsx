import './sources.css'
import type { Source } from '@sightline/api/contract/sources'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { allRulesQuery, allZonesQuery, sourcesQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { UnitFilter, useUnits, useWithin } from '../../app/units.tsx'
import { useMay } from '../../app/session.tsx'
import { Ago } from '../../app/when.tsx'
import { SourcesRunningOut } from './approval/running-out.tsx'
import { DropList } from './drop-list.tsx'
import { MachinePanel } from './machine-panel.tsx'
import { countIdle } from './rules/idle.ts'
import { StateTag, type Told, Troubles, useShown } from './state-tag.tsx'

/** All sources with the state they are in now, faults with what to do, and why detections were dropped. */
export function SourcesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const sources = useQuery(sourcesQuery)
  const told = { at: sources.data?.at ?? 0, receivedAt: sources.dataUpdatedAt }
  const columns = useColumns(told)
  const [unitId, setUnitId] = useState<string | null>(null)
  const isShown = useWithin(unitId)
  return (
    <Page
      title={t('sources.title')}
      actions={
        <>
          <UnitFilter value={unitId} onChange={setUnitId} />
          <Link to="/sources/in-use">{t('approval.list')}</Link>
          {may('sources.write') && (
            <Button type="primary" onClick={() => void navigate('/sources/new')}>
              {t('sources.register')}
            </Button>
          )}
        </>
      }
    >
      {sources.data && <MachinePanel isEmpty={!sources.data.items.some(({ enabled }) => enabled)} />}
      <Overload sources={sources.data?.items ?? []} />
      {sources.data && (
        <SourcesRunningOut
          sources={sources.data.items.filter((one) => isShown(one.unitId))}
          endings={sources.data.runningOut}
        />
      )}
      <Loaded of={sources}>
        {({ items }) => (
          <Table
            rowKey="id"
            pagination={false}
            scroll={{ x: 960 }}
            columns={columns}
            dataSource={items.filter((one) => isShown(one.unitId))}
            expandable={{ expandedRowRender: (one) => <DropList state={one.state} /> }}
            locale={{ emptyText: <Nothing title={t('sources.empty')} hint={t('sources.emptyHint')} /> }}
          />
        )}
      </Loaded>
    </Page>
  )
}

/** The worker has more to do than it can: how many sources that costs looks, and what to do. */
function Overload({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation()
  const n = sources.filter(({ state }) => state.isLate).length
  if (n === 0) return null
  const title = t('sources.overloaded', { n })
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={title}
      description={t('sources.overloadedHelp')}
      data-testid="overloaded"
    />
  )
}

function useColumns(told: Told): TableColumnsType<Source> {
  const { t } = useTranslation()
  const { nameOf, areMany } = useUnits()
  return [
    {
      title: t('sources.name'),
      render: (_, one) => (
        <>
          <Link to={`/sources/${one.id}`}>{one.name}</Link>
          <br />
          <span className="soft small">{one.place}</span>
        </>
      ),
    },
    ...(areMany
      ? [{ title: t('units.unit'), render: (_: unknown, one: Source) => nameOf(one.unitId), width: 130 }]
      : []),
    { title: t('sources.kind'), render: (_, one) => t(`code.sourceKind.${one.kind}`), width: 120 },
    {
      title: t('sources.state'),
      width: '36%',
      render: (_, one) => (
        <>
          <StateTag source={one} told={told} />
          <Troubles source={one} told={told} />
          <IdleRules source={one} />
          <SilentCount source={one} />
        </>
      ),
    },
    {
      title: t('sources.lastSample'),
      render: (_, { state }) =>
        state.lastSampleAt === null ? t('sources.never') : <Ago at={state.lastSampleAt} />,
      width: 150,
    },
    {
      title: t('sources.rate'),
      width: 150,
      render: (_, one) => <Rate source={one} told={told} />,
    },
    {
      title: t('sources.approval'),
      render: (_, one) => t(`code.approval.${one.approval.state}`),
      width: 110,
    },
  ]
}

/** Rules that can find nothing are no secret of the source's own page. */
function IdleRules({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const zones = useQuery(allZonesQuery)
  const rules = useQuery(allRulesQuery)
  if (!zones.data || !rules.data) return null
  const all = { zones: zones.data.items, rules: rules.data.items }
  const n = countIdle(all, { id: source.id, classes: source.state.classes })
  if (n === 0) return null
  return (
    <p className="warn small" data-testid="idle-rules">
      ⚠ {t('sources.idleRules', { n })}
    </p>
  )
}

/** Rules that say nothing on the view as it is; the reasons stand on the source's own page. */
function SilentCount({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const n = (source.state.sights ?? []).filter(({ silent }) => silent !== null).length
  if (n === 0) return null
  return (
    <p className="warn small" data-testid="silent-count">
      ⚠ {t('sight.silentCount', { n })}
    </p>
  )
}

/** Frame and bit rate, only while the source is live: an old rate reads like a present one. */
function Rate({ source, told }: { readonly source: Source; readonly told: Told }) {
  const { state } = source
  const isLive = useShown(source, told) === 'live'
  if (!isLive) return '—'
  return (
    <span className="num">
      {state.fps.toFixed(1)} fps
      <br />
      {(state.kbps / 1000).toFixed(1)} Mb/s
    </span>
  )
}
