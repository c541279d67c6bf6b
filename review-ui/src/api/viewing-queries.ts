import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'

/** Whether a source asks why one looks, and what was said; asked again, for what was said ends by itself. */
export const viewingQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['viewing', sourceId],
    queryFn: ({ signal }) => call(routes.viewing.state, { params: { id: sourceId }, signal }),
    refetchInterval: ({ state }) => (state.data?.asksReason === true ? 30_000 : false),
    staleTime: 30_000,
  })

/** Privacy masks of a source, and whether its view changed since. */
export const masksQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['masks', sourceId],
    queryFn: ({ signal }) => call(routes.masks.get, { params: { id: sourceId }, signal }),
  })
