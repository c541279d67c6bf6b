import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { keys } from './queries.ts'

/** Who is recused from an alert; asked anew with the alert itself. */
export const recusalsQuery = (alertId: string) =>
  queryOptions({
    queryKey: [...keys.alert(alertId), 'recusals'],
    queryFn: ({ signal }) => call(routes.recusals.list, { query: { alertId }, signal }),
  })
