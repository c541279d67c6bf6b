import { routes } from '@sightline/api/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'

/** What the form of an on-site record needs; asked anew each time that it is opened. */
export const siteFormQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.alert(id), 'site-form'],
    queryFn: ({ signal }) => call(routes.siteFiles.form, { params: { id }, signal }),
    gcTime: 0,
  })
