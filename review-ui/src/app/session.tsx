import type { Permission, Session } from '@sightline/api/contract/people'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../api/queries.ts'

/** Who is signed in. Used below the frame only, which shows nothing before it is known. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('used outside of a signed-in frame')
  return data
}

/** What this person may do. Screens hide the rest; the api refuses it. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}
