import { exclusionFailure } from './exclusions.ts'
import type { Failure } from './failure.ts'

/** So far ahead may a permission reach at most: who needs longer asks again, and somebody looks again. */
export const mostGrantMs = 30 * 86_400_000

/** A request to take originals out, with what was decided of it. */
export interface OriginalGrant {
  readonly caseId: string
  readonly askedById: string
  /** Epoch ms; the moment itself is over. */
  readonly validUntil: number
  readonly decision: { readonly isGranted: boolean; readonly isSigned: boolean } | null
}

export type OriginalState = 'waiting' | 'in_force' | 'refused' | 'expired'

/** What a request is worth at this moment. What nobody decided within its time is over too. */
export function stateOfGrant({ decision, validUntil }: OriginalGrant, now: number): OriginalState {
  if (decision && !decision.isGranted) return 'refused'
  if (now >= validUntil) return 'expired'
  return decision ? 'in_force' : 'waiting'
}

export interface Taking {
  readonly caseId: string
  readonly personId: string
  readonly now: number
}

const needed = (why: string, facts: object = {}): Failure => ({
  code: 'original_permission_needed',
  facts: { why, ...facts },
})

/**
 * Whether this person may take the originals of this case out by this permission; null: there is none. Faces and plates of
 * people who are no party stand in originals (personal information protection law arts. 26, 28): who takes them out needs a
 * purpose, a receiver and the consent of somebody else.
 */
export function refusalToTake(
  grant: OriginalGrant | null,
  { caseId, personId, now }: Taking,
): Failure | null {
  if (!grant) return needed('none', { caseId })
  if (grant.caseId !== caseId) return needed('other_case', { caseId })
  if (grant.askedById !== personId) return needed('other_person', { caseId })
  const state = stateOfGrant(grant, now)
  if (state === 'expired')
    return { code: 'original_permission_expired', facts: { caseId, validUntil: grant.validUntil } }
  if (state !== 'in_force') return needed(state, { caseId })
  return grant.decision?.isSigned ? null : needed('altered', { caseId })
}

/** Whether somebody may decide a request: never their own, and once. */
export function refusalToDecide(grant: OriginalGrant, personId: string, now: number): Failure | null {
  const own = exclusionFailure('decide_originals', personId, { asker: [grant.askedById] })
  if (own) return own
  if (grant.decision) return { code: 'original_decided', facts: {} }
  if (stateOfGrant(grant, now) === 'expired')
    return { code: 'original_permission_expired', facts: { validUntil: grant.validUntil } }
  return null
}

/** Whether a permission may be asked for so long. */
export function refusalOfTerm(validUntil: number, now: number): Failure | null {
  const problem = validUntil <= now ? 'in the past' : validUntil - now > mostGrantMs ? 'too far ahead' : null
  if (problem === null) return null
  const problems = [{ path: 'validUntil', message: `${problem}: within the next 30 days` }]
  return { code: 'original_term_invalid', facts: { mostDays: mostGrantMs / 86_400_000 }, problems }
}
