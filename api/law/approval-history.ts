import type { ApprovalFile } from './approval-file.ts'
import type { ApprovalOrigin, ApprovalState } from './approval.ts'
import { dayOf } from './calendar.ts'
import type { ClueReason, DeviceReason } from './standing.ts'

/** One entry of a source's record: how it stood from then on, with the whole file. Never changed. */
export interface ApprovalRow {
  readonly revision: number
  readonly state: ApprovalState
  readonly action: ApprovalOrigin
  readonly actor: string
  readonly at: number
  readonly file: ApprovalFile
}

/** What a dossier says was seen from when to when, under which revision of the approval. */
export interface DeviceClaim {
  readonly from: number
  readonly to: number
  readonly revision: number
  /** A program draws its pictures: they show the job, and nobody. */
  readonly isDrawn: boolean
}

/** A row with the part of the claim over which it was in force. */
interface InForce extends ApprovalRow {
  readonly endsAt: number
}

/** The row in force at a moment; null: it was not registered then. */
export const rowAt = <R extends ApprovalRow>(rows: readonly R[], at: number): R | null =>
  rows.toSorted((a, b) => a.revision - b.revision).findLast((row) => row.at <= at) ?? null

/** The rows in force at some moment of the claim, in order; none: it was not registered then. */
function inForceOver(rows: readonly ApprovalRow[], { from, to }: DeviceClaim): InForce[] {
  const known = rows.filter(({ at }) => at <= to).toSorted((a, b) => a.revision - b.revision)
  const first = known.findLastIndex(({ at }) => at <= from)
  if (first === -1) return []
  const over = known.slice(first)
  return over.map((row, index) => ({ ...row, endsAt: over[index + 1]?.at ?? to }))
}

/** In use for the whole of it, and ever since the revision that its worker named: what it named was in force, not some other. */
function wasInUse(rows: readonly ApprovalRow[], over: readonly InForce[], named: number): boolean {
  const last = over.at(-1)
  if (!last || named > last.revision || !over.every(({ state }) => state === 'in_use')) return false
  const since = rows.filter(({ revision }) => revision >= named && revision <= last.revision)
  return since.some(({ revision }) => revision === named) && since.every(({ state }) => state === 'in_use')
}

const isOnTrial = ({ file: { trialUntil } }: InForce, { from }: DeviceClaim): boolean =>
  trialUntil !== null && dayOf(from) <= trialUntil
const isExpired = ({ file: { calibration }, endsAt }: InForce): boolean =>
  calibration !== null && dayOf(endsAt) > calibration.until

/**
 * What speaks against pictures of a source as it stood when they were taken, whatever it is now. Example: suspended at 10:00,
 * a car parked from 9:00 to 9:05 and sealed at 10:01 is evidence; what was taken before it was put in use stays a clue for ever.
 */
export function deviceReasons(rows: readonly ApprovalRow[], claim: DeviceClaim): ClueReason[] {
  const over = inForceOver(rows, claim)
  const holds: Record<DeviceReason | 'source_not_in_use', boolean> = {
    source_not_in_use: !wasInUse(rows, over, claim.revision),
    source_drawn: claim.isDrawn,
    source_on_trial: over.some((row) => isOnTrial(row, claim)),
    calibration_expired: over.some(isExpired),
  }
  return (Object.keys(holds) as (keyof typeof holds)[]).filter((reason) => holds[reason])
}

/** The acts since it was in use last, or since its beginning: what is reviewed, and by whom. */
const thisRound = (rows: readonly ApprovalRow[]): readonly ApprovalRow[] => {
  const ordered = rows.toSorted((a, b) => a.revision - b.revision)
  return ordered.slice(ordered.findLastIndex(({ state }) => state === 'in_use') + 1)
}

/** Whoever registered it or, in this round so far, wrote, photographed or submitted it: none of them reviews it. */
export function authorsOf(rows: readonly ApprovalRow[]): string[] {
  const wrote: readonly ApprovalOrigin[] = ['amend', 'sign', 'submit']
  const registered = rows.filter(({ action }) => action === 'register')
  const written = thisRound(rows).filter(({ action }) => wrote.includes(action))
  return [...new Set([...registered, ...written].map(({ actor }) => actor))]
}

export interface Reviews {
  readonly technical: ApprovalRow | null
  readonly legal: ApprovalRow | null
}

/** The reviews that it passed since it was submitted last. */
export function reviewsOf(rows: readonly ApprovalRow[]): Reviews {
  const round = thisRound(rows)
  const since = round.slice(round.findLastIndex(({ action }) => action === 'submit') + 1)
  const passed = (action: ApprovalOrigin): ApprovalRow | null =>
    since.findLast((row) => row.action === action) ?? null
  return { technical: passed('pass_technical'), legal: passed('pass_legal') }
}

/** Since when it is in use without a break; null: it is not. */
export function inUseSince(rows: readonly ApprovalRow[]): number | null {
  const stretch = rows.slice(rows.findLastIndex(({ state }) => state !== 'in_use') + 1)
  return stretch[0]?.at ?? null
}
