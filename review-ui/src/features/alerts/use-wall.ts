import type { Alert } from '@sightline/api/contract/alerts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { alertsQuery } from '../../api/queries.ts'
import { useMay } from '../../app/session.tsx'
import { showsHappening, stageOf, statusesOf, viewOf } from './wall-filter.ts'

const itemsOf = (pages: readonly { readonly items: readonly Alert[] }[] | undefined): readonly Alert[] =>
  pages?.flatMap((page) => page.items) ?? []

/** What the address asks the wall for, and the answers: what happens now, and the alerts of the view. */
export function useWall() {
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const view = viewOf(search.get('show'), may('alerts.triage') ? 'open' : 'review')
  const stage = stageOf(search.get('stage'))
  const unit = search.get('unit')
  const within = unit === null ? {} : { unitId: unit }
  const hasHappening = showsHappening(view, stage)
  const hasAlerts = stage !== 'happening'
  const confirmed = stage === 'confirmed' ? { stage } : {}
  const alerts = useInfiniteQuery({
    ...alertsQuery({ status: [...statusesOf[view]], ...confirmed, ...within }),
    enabled: hasAlerts,
  })
  const happening = useInfiniteQuery({
    ...alertsQuery({ stage: 'happening', ...within }, 100),
    enabled: hasHappening,
  })
  /** Null takes a word out of the address. */
  const ask = (change: { readonly [key in 'show' | 'stage' | 'unit']?: string | null }): void => {
    const next = { show: view, stage: stage === 'all' ? null : stage, unit, ...change }
    const said = Object.entries(next).flatMap(([key, value]) => (value ? [[key, value] as const] : []))
    setSearch(Object.fromEntries(said), { replace: true })
  }
  return {
    view,
    stage,
    unit,
    ask,
    alerts,
    happening,
    hasAlerts,
    hasHappening,
    opened: hasHappening ? itemsOf(happening.data?.pages) : [],
    items: hasAlerts ? itemsOf(alerts.data?.pages) : [],
  }
}
export type Wall = ReturnType<typeof useWall>
