import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** Requests to take originals out: of one case, or all. */
export const originalsQuery = (caseId?: string) =>
  queryOptions({
    queryKey: [...keys.originals, caseId ?? 'all'],
    queryFn: ({ signal }) =>
      call(routes.originals.list, { query: caseId === undefined ? {} : { caseId }, signal }),
  })

/** Asked for every 2 s while one is being made: how far it is changes by itself. */
export const copiesQuery = (caseId: string) =>
  queryOptions({
    queryKey: keys.copies(caseId),
    queryFn: ({ signal }) => call(routes.copies.list, { params: { id: caseId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'running') === true ? 2_000 : false,
  })
