import type { z } from 'zod'
import type { AlertStatus, EndReason } from '../law/statuses.ts'
import type { verdictSchema } from './alerts.ts'

/**
 * What people's word on a finding says of the machine. `right`: what it claims to have seen was there. `wrong`: it was not.
 * `unsaid`: they could not tell, or spoke of something else: it counts neither way. `open`: nobody has spoken yet.
 */
export const truths = ['right', 'wrong', 'unsaid', 'open'] as const
export type Truth = (typeof truths)[number]

/**
 * Why an alert was dismissed or rejected, as a word on the machine. Only what the machine itself claims is held against it:
 * something of that kind, in that zone. A permit, an emergency or a warden who was there first speaks against a case, and
 * takes for granted that something stood there. What nobody could see or prove says nothing of whether it was there.
 */
export const truthOfReason: Readonly<Record<EndReason, Exclude<Truth, 'open'>>> = {
  not_a_violation: 'wrong',
  outside_zone: 'wrong',
  hours_permit: 'right',
  has_permit: 'right',
  special_vehicle: 'right',
  stolen_or_cloned: 'right',
  emergency: 'right',
  handled_on_site: 'right',
  contradictory_signs: 'right',
  left_by_itself: 'right',
  picture_unclear: 'unsaid',
  plate_unreadable: 'unsaid',
  below_standard: 'unsaid',
  /** The other alert of that stay has the word on it. */
  duplicate: 'unsaid',
  device_or_clock_fault: 'unsaid',
  test_picture: 'unsaid',
  /** Said in a note, which nobody here reads. */
  other: 'unsaid',
  evidence_insufficient: 'unsaid',
  time_barred: 'right',
  minor_corrected: 'right',
  first_violation: 'right',
  party_unknown: 'right',
  no_fault: 'right',
  other_authority: 'right',
  ordered_to_correct: 'right',
}

/** What is known of how people judged an alert. `dismissReason` is that of a dismissal or of the rejecting review. */
export interface Handled {
  readonly status: AlertStatus
  readonly dismissReason: EndReason | null
}

/** Whose word it is: an officer's outweighs an operator's, for it comes after. Null: nobody's yet. */
export type VerdictBy = 'operator' | 'officer' | null

export interface FindingVerdict {
  readonly truth: Truth
  readonly by: VerdictBy
  /** Null: confirmed, or open. */
  readonly reason: EndReason | null
}

const open: FindingVerdict = { truth: 'open', by: null, reason: null }
const confirmed: FindingVerdict = { truth: 'right', by: 'officer', reason: null }

const refused = (by: 'operator' | 'officer', reason: EndReason | null): FindingVerdict => ({
  truth: reason === null ? 'unsaid' : truthOfReason[reason],
  by,
  reason,
})

/**
 * The word of people on an alert. To pass it on is no verdict: it asks for one. One officer's agreement is, and what was
 * proposed: two officers agreed.
 */
export function verdictOf({ status, dismissReason }: Handled): FindingVerdict {
  switch (status) {
    case 'opened':
    case 'new':
    case 'claimed':
    case 'passed_on':
      return open
    // Nobody judged it: that it left says nothing of what it was.
    case 'unconfirmed':
      return { truth: 'unsaid', by: null, reason: null }
    case 'dismissed':
      return refused('operator', dismissReason)
    case 'rejected':
    case 'not_filed':
    case 'transferred':
    case 'corrected':
      return refused('officer', dismissReason)
    case 'agreed_once':
    case 'proposed':
      return confirmed
  }
}

/** Whether officers differed about it: one confirmed and another rejected. */
export const isDisputed = (
  reviews: readonly { readonly verdict: z.infer<typeof verdictSchema> }[],
): boolean => new Set(reviews.map(({ verdict }) => verdict)).size > 1
