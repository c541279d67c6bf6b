import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** How people may sign in here. */
export const waysQuery = queryOptions({
  queryKey: keys.ways,
  queryFn: ({ signal }) => call(routes.session.ways, { signal }),
  staleTime: Infinity,
})

/** My second factor, my last sign-ins, the age of my password. */
export const accountQuery = queryOptions({
  queryKey: keys.account,
  queryFn: ({ signal }) => call(routes.session.account, { signal }),
})

/** Whether the first administrator is still awaited. */
export const setupQuery = queryOptions({
  queryKey: keys.setup,
  queryFn: ({ signal }) => call(routes.setup.state, { signal }),
})
