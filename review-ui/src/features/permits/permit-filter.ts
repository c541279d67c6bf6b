import { permitStates, type PermitState } from '@sightline/api/contract/permits'
import { useSearchParams } from 'react-router'
import type { PermitFilter } from '../../api/queries.ts'

/** What is searched for; the address holds it. */
export function usePermitFilter() {
  const [search, setSearch] = useSearchParams()
  const q = search.get('q') ?? ''
  const state: PermitState | 'all' = permitStates.find((one) => one === search.get('state')) ?? 'all'
  const put = (next: { q: string; state: PermitState | 'all' }): void =>
    setSearch({
      ...(next.q.trim() === '' ? {} : { q: next.q.trim() }),
      ...(next.state === 'all' ? {} : { state: next.state }),
    })
  const asked: PermitFilter = { ...(q === '' ? {} : { q }), ...(state === 'all' ? {} : { state }) }
  return {
    q,
    state,
    asked,
    isFiltered: q !== '' || state !== 'all',
    search: (text: string) => put({ q: text, state }),
    choose: (chosen: PermitState | 'all') => put({ q, state: chosen }),
  }
}
