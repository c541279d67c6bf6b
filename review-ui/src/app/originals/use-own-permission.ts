import type { OriginalPermission } from '@sightline/api/contract/originals'
import { useQuery } from '@tanstack/react-query'
import { originalsQuery } from '../../api/original-queries.ts'
import { useMay, useSession } from '../session.tsx'

/** The permission by which this person may take the originals of a case out now; null: there is none. */
export function useOwnPermission(caseId: string | null): OriginalPermission | null {
  const may = useMay()
  const { person } = useSession()
  const isAsked = caseId !== null && may('originals.read')
  const { data } = useQuery({ ...originalsQuery(caseId ?? undefined), enabled: isAsked })
  const mine = (one: OriginalPermission): boolean =>
    one.state === 'in_force' && one.askedBy.id === person.id && one.caseId === caseId
  return (isAsked && data?.items.find(mine)) || null
}
