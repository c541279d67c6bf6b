import { violationKinds } from '@sightline/detectors/finding'
import { useSearchParams } from 'react-router'
import type { PrecisionFilter } from '../../api/figure-queries.ts'

export const periods = [7, 30, 90, 365] as const
const usual = 30

/** What is asked for; the address holds it. */
export function usePrecisionFilter() {
  const [search, setSearch] = useSearchParams()
  const days = periods.find((n) => String(n) === search.get('days')) ?? usual
  const sourceId = search.get('source')
  const kind = violationKinds.find((one) => one === search.get('kind')) ?? null
  const filter: PrecisionFilter = { days, sourceId, kind }
  const put = (next: Partial<PrecisionFilter>): void => {
    const { days: n, sourceId: id, kind: of } = { ...filter, ...next }
    setSearch({
      ...(n === usual ? {} : { days: String(n) }),
      ...(id === null ? {} : { source: id }),
      ...(of === null ? {} : { kind: of }),
    })
  }
  return { filter, put }
}
