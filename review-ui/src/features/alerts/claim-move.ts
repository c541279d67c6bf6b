import type { Alert } from '@sightline/api/contract/alerts'

export type ClaimMove = 'claim' | 'release'

/** What the claim key does to an alert for this person: claim what is new, release what is mine, nothing else. */
export function claimMoveOf(alert: Pick<Alert, 'status' | 'claimedBy'>, personId: string): ClaimMove | null {
  if (alert.status === 'new') return 'claim'
  return alert.status === 'claimed' && alert.claimedBy?.id === personId ? 'release' : null
}
