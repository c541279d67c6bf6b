import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** Where the approval of a source stands. Asked for now and then besides: a notice ends, and a clock is known, by itself. */
export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: keys.approval(id),
    queryFn: ({ signal }) => call(routes.approvals.get, { params: { id }, signal }),
    refetchInterval: 15_000,
  })

export const devicesQuery = queryOptions({
  queryKey: keys.devices,
  queryFn: ({ signal }) => call(routes.approvals.inUse, { signal }),
})
