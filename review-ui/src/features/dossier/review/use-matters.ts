import type { AlertDetail } from '@sightline/api/contract/alerts'
import { accusesNobody, accusesVehicle } from '@sightline/api/law/kinds'
import { normalPlate, plateKindOf } from '@sightline/api/law/plate'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { alertMattersQuery } from '../../../api/catalogue-queries.ts'
import type { Draft } from './draft.ts'
import type { MattersSeen } from './matter-draft.ts'

/** Of who may review: a plate is looked up once it is a whole one, as it was typed; a name as it stands. */
export function useMatters(
  { alert: { id, kind }, allowed }: Pick<AlertDetail, 'alert' | 'allowed'>,
  { plate, hasNoPlate, matter }: Pick<Draft, 'plate' | 'hasNoPlate' | 'matter'>,
): MattersSeen {
  const typed = accusesVehicle(kind) && !hasNoPlate ? normalPlate(plate) : null
  const party = useSettled(matter.party.trim())
  const about = {
    plate: typed !== null && plateKindOf(typed) !== null ? typed : null,
    party: party.length < 2 ? null : party,
  }
  const { data, error, refetch } = useQuery({
    ...alertMattersQuery(id, about),
    enabled: allowed.includes('review') && !accusesNobody(kind),
  })
  return { data, error, retry: () => void refetch() }
}

/** A text once nobody has typed at it for a while: each look-up is recorded. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
const settleMs = 700
