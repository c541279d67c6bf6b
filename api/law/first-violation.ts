import { monthsLater } from './calendar.ts'
import type { CaseStatus } from './case-moves.ts'
import { liveCaseStatuses } from './case-moves.ts'

/** Whom an act is held against: a vehicle by its plate, or who is named. */
export interface Subject {
  /** As `normalPlate` gives it. */
  readonly plate: string | null
  /** A person or a business by name; null: nobody is named. */
  readonly party: string | null
}

/** What was said to somebody without a case: it is never a violation, whether it was heeded or not. */
export interface Reminded extends Subject {
  /** Null: of another unit, which who asks does not reach. */
  readonly alertId: string | null
  readonly at: number
  readonly isObeyed: boolean
}

/** An earlier act of which a case was proposed. */
export interface EarlierAct extends Subject {
  readonly number: string
  readonly at: number
  readonly status: CaseStatus
  /** Null: proposed when there was no catalogue. */
  readonly matterCode: string | null
}

export interface LedgerAsked extends Subject {
  readonly matterCode: string | null
  /** When the act began, epoch ms. */
  readonly at: number
  readonly months: number
}

/** What is on record of somebody before an act, within the look-back; it decides nothing. */
export interface Ledger {
  readonly since: number
  readonly reminders: readonly Reminded[]
  readonly acts: readonly EarlierAct[]
  /** Nobody is named: nothing could be looked for. */
  readonly isNobody: boolean
}

export const lookBackDefault = 12

/** A name as two that mean one are compared: without spaces, of one width and case. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const isSame = (one: Subject, other: Subject): boolean =>
  (one.plate !== null && one.plate === other.plate) ||
  (one.party !== null && other.party !== null && plain(one.party) === plain(other.party))

/**
 * What was on record of a vehicle or a party before an act (行政处罚法 art. 33): reminders, and acts that stand as a case or a
 * proposal of one. What was sent back, refused or revoked is no act; a matter that nobody named is of the same kind.
 */
export function ledgerOf(
  known: { readonly reminders: readonly Reminded[]; readonly acts: readonly EarlierAct[] },
  asked: LedgerAsked,
): Ledger {
  const since = monthsLater(asked.at, -asked.months)
  const isWithin = ({ at }: { at: number }): boolean => since <= at && at < asked.at
  const isMatter = ({ matterCode }: EarlierAct): boolean =>
    matterCode === null || asked.matterCode === null || matterCode === asked.matterCode
  return {
    since,
    reminders: known.reminders.filter((one) => isWithin(one) && isSame(one, asked)),
    acts: known.acts.filter(
      (one) => isWithin(one) && isSame(one, asked) && isMatter(one) && liveCaseStatuses.includes(one.status),
    ),
    isNobody: asked.plate === null && asked.party === null,
  }
}
