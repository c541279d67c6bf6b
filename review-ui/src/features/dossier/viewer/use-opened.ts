import type { AlertDetail, Exhibit } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call, callBytes } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'

/** Tells the api that an exhibit was really shown, once each; the mark appears only after the api has said yes. */
export function useOpened(alertId: string) {
  const queries = useQueryClient()
  const asked = useRef(new Set<string>())
  const told = useMutation({
    mutationFn: ({ id, role }: Pick<Exhibit, 'id' | 'role'>) => tell(id, role),
    retry: 10,
    retryDelay: 1_500,
    onSuccess: (_, { id }) =>
      queries.setQueryData<AlertDetail>(keys.alert(alertId), (detail) => detail && withOpened(detail, id)),
    onError: (_, { id }) => asked.current.delete(id),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.alert(alertId) }),
  })
  return {
    isFailing: told.failureCount > 0 && !told.isSuccess,
    error: told.error,
    onSeen: (exhibit: Exhibit): void => {
      if (exhibit.opened || asked.current.has(exhibit.id)) return
      asked.current.add(exhibit.id)
      told.mutate(exhibit)
    },
  }
}

/** A picture was served to be shown; a trace came with the page, and is asked for so that its bytes are checked as well. */
async function tell(id: string, role: Exhibit['role']) {
  if (role === 'trace') await callBytes(routes.exhibits.content, { params: { id } })
  return call(routes.exhibits.opened, { params: { id } })
}

const withOpened = (detail: AlertDetail, id: string): AlertDetail => ({
  ...detail,
  exhibits: detail.exhibits.map((exhibit) => (exhibit.id === id ? { ...exhibit, opened: true } : exhibit)),
})
