import type { Alert } from '@sightline/api/contract/alerts'
import { lawOf } from '@sightline/api/law/kinds'
import { useQuery } from '@tanstack/react-query'
import { alertPermitsQuery } from '../../../api/queries.ts'
import type { PermitsSeen } from './permit-draft.ts'
import { normalPlate } from '@sightline/api/law/plate'

/** The permits that an officer is asked about; compared with nothing but the plate that the officer typed. */
export function usePermits({ id, kind }: Pick<Alert, 'id' | 'kind'>, typed: string): PermitsSeen {
  const isAsked = lawOf(kind).permits.length > 0
  const { data, error, refetch } = useQuery({ ...alertPermitsQuery(id), enabled: isAsked })
  const items = data?.items ?? null
  const plate = normalPlate(typed)
  const forPlate =
    plate === null || items === null
      ? null
      : items.filter((item) => item.plate !== null && normalPlate(item.plate) === plate)
  return { isAsked, items, forPlate, error, retry: () => void refetch() }
}
