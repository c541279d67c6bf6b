import type { Permission } from '../../contract/people.ts'
import { openStatuses } from '../../law/statuses.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import type { CaseRow } from './store.ts'

export interface Reader {
  readonly person: { readonly id: string }
  readonly permissions: readonly Permission[]
}

/**
 * Whether somebody who reads of this case may be the one to type its plate blind: it was sent back, and is reviewed anew. What
 * was typed before, and all that was written freely about it, is withheld from them.
 */
export function isBlindTo({ alert }: CaseRow, { person, permissions }: Reader): boolean {
  const reviews = alert.reviews.filter(({ round }) => round === alert.round)
  const { kind, status } = alert
  return (
    openStatuses.includes(status) && readsBlind({ kind, status, reviews, personId: person.id, permissions })
  )
}
