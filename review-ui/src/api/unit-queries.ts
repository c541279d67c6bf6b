import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** My unit and all below it. */
export const unitsQuery = queryOptions({
  queryKey: keys.units,
  queryFn: ({ signal }) => call(routes.units.list, { signal }),
  staleTime: 60_000,
})
