import type { z } from 'zod'
import type { precisionQuerySchema } from '@sightline/api/contract/precision'
import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** The last so many days, of one source or kind, or of all. */
export interface PrecisionFilter {
  readonly days: number
  readonly sourceId: string | null
  readonly kind: Exclude<z.output<typeof precisionQuerySchema>['kind'], undefined> | null
}

const dayMs = 86_400_000

/** `now` is asked when the question is: the figures are of the days until then. */
export const precisionQuery = (filter: PrecisionFilter, now: () => number) =>
  queryOptions({
    queryKey: [...keys.precision, filter],
    queryFn: ({ signal }) => {
      const { days, sourceId, kind } = filter
      const to = now()
      return call(routes.precision.read, {
        query: {
          from: to - days * dayMs,
          to,
          ...(sourceId === null ? {} : { sourceId }),
          ...(kind === null ? {} : { kind }),
        },
        signal,
      })
    },
  })

/** Asked for every 3 s: what runs finds something at any time. */
export const shadowsQuery = queryOptions({
  queryKey: keys.shadows,
  queryFn: ({ signal }) => call(routes.shadows.list, { signal }),
  refetchInterval: 3_000,
})

export const shadowQuery = (id: string) =>
  queryOptions({
    queryKey: keys.shadow(id),
    queryFn: ({ signal }) => call(routes.shadows.get, { params: { id }, signal }),
    refetchInterval: 3_000,
  })
