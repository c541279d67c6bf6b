import type { Precision } from '@sightline/api/contract/precision'
import { violationKinds } from '@sightline/detectors/finding'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { precisionQuery } from '../../api/figure-queries.ts'
import { sourcesQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useScreen } from '../../app/screen.tsx'
import { FigureTable } from './figure-table.tsx'
import { GraceTable } from './grace-table.tsx'
import { periods, usePrecisionFilter } from './precision-filter.ts'

/** How often people said that a finding was right, by what it came of. */
export function PrecisionPage() {
  const { t } = useTranslation()
  const { now } = useScreen()
  const { filter, put } = usePrecisionFilter()
  const precision = useQuery(precisionQuery(filter, now))
  return (
    <Page title={t('precision.title')} actions={<Filter filter={filter} onChange={put} />}>
      <p className="soft">{t('precision.hint')}</p>
      <Loaded of={precision}>
        {(figures) =>
          figures.byKind.length === 0 && figures.grace.length === 0 ? (
            <Nothing title={t('precision.empty')} hint={t('precision.emptyHint')} />
          ) : (
            <>
              <Figures of={figures} />
              <GraceTable rows={figures.grace} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

type FilterOf = ReturnType<typeof usePrecisionFilter>

function Filter(props: { readonly filter: FilterOf['filter']; readonly onChange: FilterOf['put'] }) {
  const { filter, onChange } = props
  const { t } = useTranslation()
  const kindName = useKindName()
  const { data: sources } = useQuery({ ...sourcesQuery, refetchInterval: false })
  const all = '*'
  return (
    <>
      <Select
        aria-label={t('precision.days')}
        value={filter.days}
        style={{ minWidth: 130 }}
        onChange={(days) => onChange({ days })}
        options={periods.map((n) => ({ value: n, label: t('precision.lastDays', { n }) }))}
      />
      <Select
        aria-label={t('precision.source')}
        value={filter.sourceId ?? all}
        style={{ minWidth: 170 }}
        onChange={(id) => onChange({ sourceId: id === all ? null : id })}
        options={[
          { value: all, label: t('precision.allSources') },
          ...(sources?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        aria-label={t('precision.kind')}
        value={filter.kind ?? all}
        style={{ minWidth: 170 }}
        onChange={(chosen) => onChange({ kind: violationKinds.find((one) => one === chosen) ?? null })}
        options={[
          { value: all, label: t('precision.allKinds') },
          ...violationKinds.map((kind) => ({ value: kind, label: kindName(kind) })),
        ]}
      />
    </>
  )
}

const two = (n: number): string => String(n).padStart(2, '0')

function Figures({ of }: { readonly of: Precision }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const title = (word: 'byKind' | 'byRule' | 'bySource' | 'byModel' | 'byHour') => ({
    title: t(`precision.${word}`),
    name: word,
  })
  return (
    <>
      <FigureTable
        title={t('precision.all')}
        name="all"
        heads={[]}
        rows={[of.all]}
        keyOf={() => 'all'}
        cellsOf={() => []}
      />
      <FigureTable
        {...title('byKind')}
        heads={[t('precision.kind')]}
        rows={of.byKind}
        keyOf={({ kind }) => kind}
        cellsOf={({ kind }) => [kindName(kind)]}
      />
      <FigureTable
        {...title('byRule')}
        heads={[t('precision.rule'), t('precision.source')]}
        rows={of.byRule}
        keyOf={({ ruleId }) => ruleId}
        cellsOf={({ kind, zoneName, sourceName }) => [`${kindName(kind)} · ${zoneName}`, sourceName]}
      />
      <FigureTable
        {...title('bySource')}
        heads={[t('precision.source')]}
        rows={of.bySource}
        keyOf={({ sourceId }) => sourceId}
        cellsOf={({ sourceName }) => [sourceName]}
      />
      <FigureTable
        {...title('byModel')}
        heads={[t('precision.model'), 'SHA-256']}
        rows={of.byModel}
        keyOf={({ model, sha256 }) => `${model}@${sha256}`}
        cellsOf={({ model, sha256 }) => [
          model ?? t('precision.noModel'),
          <code key="hash" className="hash" title={sha256 ?? ''}>
            {sha256?.slice(0, 12)}
          </code>,
        ]}
      />
      <FigureTable
        {...title('byHour')}
        heads={[t('precision.hour')]}
        rows={of.byHour}
        keyOf={({ hour }) => String(hour)}
        cellsOf={({ hour }) => [t('precision.hourOf', { from: two(hour), to: two(hour + 1) })]}
      />
    </>
  )
}
