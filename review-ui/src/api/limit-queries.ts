import type { LimitedWork } from '@sightline/api/law/limits'
import type { LimitState } from '@sightline/api/law/time-limits'
import { routes } from '@sightline/api/contract/routes'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

export interface LimitFilter {
  readonly whose: 'own' | 'all'
  readonly work: LimitedWork | null
  readonly state: LimitState | null
  readonly unitId: string | null
}

/** What passes by itself is told within 10 s where the page hears live events; elsewhere it is asked for. */
const everyMs = 60_000

/** What has to be done, the earliest first. */
export const limitsQuery = ({ whose, work, state, unitId }: LimitFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.limits, 'list', whose, work, state, unitId],
    queryFn: ({ pageParam, signal }) =>
      call(routes.limits.list, {
        query: {
          whose,
          ...(work === null ? {} : { work }),
          ...(state === null ? {} : { state }),
          ...(unitId === null ? {} : { unitId }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: everyMs,
  })

/** How much of mine is late. */
export const ownLimitsQuery = queryOptions({
  queryKey: [...keys.limits, 'own'],
  queryFn: ({ signal }) => call(routes.limits.own, { signal }),
  refetchInterval: everyMs,
})

export const limitCountsQuery = (unitId: string | null) =>
  queryOptions({
    queryKey: [...keys.limits, 'counts', unitId],
    queryFn: ({ signal }) => call(routes.limits.counts, { query: unitId === null ? {} : { unitId }, signal }),
  })

/** Asked anew with the alert itself. */
export const supervisionsQuery = (alertId: string) =>
  queryOptions({
    queryKey: [...keys.alert(alertId), 'supervisions'],
    queryFn: ({ signal }) => call(routes.supervisions.list, { params: { id: alertId }, signal }),
  })
