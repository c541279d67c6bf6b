import type { ViolationKind } from '@sightline/detectors/finding'
import { accusesNobody } from './kinds.ts'

/**
 * Why exhibits are kept (domain list §2.4, R44). `open`: people are still at work on the alert. `case`: one came of it, whatever
 * became of that. `ended`: none did. `fault`: of a camera itself. `unalerted`: sealed, and nothing was ever shown to anybody.
 */
export const keepingClasses = ['open', 'case', 'ended', 'fault', 'unalerted'] as const
export type KeepingClass = (typeof keepingClasses)[number]

/** The classes whose exhibits may go one day by themselves. */
export type EndingClass = Exclude<KeepingClass, 'open'>

/** For how many days each class is kept after its end. */
export type KeepingTerms = Readonly<Record<EndingClass, number>>

/** 30 years with their leap days: the term of a case file. */
const caseDays = 10_958

/** What an agency may not go below: it may keep longer, with its own reasons. */
export const keepingFloors: KeepingTerms = { case: caseDays, ended: 30, fault: 30, unalerted: 30 }

/** Personal information is kept for the shortest time that its purpose asks (PIPL 19): 90 days where no case came of it. */
export const keepingDefaults: KeepingTerms = { case: caseDays, ended: 90, fault: 90, unalerted: 90 }

/** For so many days it stands on its page that the exhibits go, before they do. */
export const noticeDays = 7

const dayMs = 86_400_000

/** All that the keeping of a finding's exhibits is decided from. */
export interface KeepingFacts {
  readonly kind: ViolationKind
  /** Null: no alert came of it. */
  readonly alert: { readonly isOpen: boolean } | null
  /** Null: no case was ever proposed. `isLive`: it stands, proposed, handed over, returned or filed. */
  readonly case: { readonly isLive: boolean; readonly since: number } | null
  /** When something was last received of it, or done about it, epoch ms. */
  readonly lastAt: number
}

export interface Keeping {
  readonly class: KeepingClass
  /** Nobody may delete it, whatever the day. */
  readonly isHeld: boolean
  /** Not before this, epoch ms; null: nobody knows yet. */
  readonly until: number | null
  /** The term by which `until` was found; null with it. */
  readonly days: number | null
}

function classOf({ kind, alert, case: ofCase }: KeepingFacts): KeepingClass {
  if (ofCase) return 'case'
  if (!alert) return 'unalerted'
  if (alert.isOpen) return 'open'
  return accusesNobody(kind) ? 'fault' : 'ended'
}

/**
 * How a finding's exhibits are kept. A case that stands is held, and kept for its term from when it began besides, so that a
 * lifted hold alone frees nothing; what ended is kept for its term from the last thing that happened to it. What went on
 * again is held again.
 */
export function keepingOf(facts: KeepingFacts, terms: KeepingTerms): Keeping {
  const is = classOf(facts)
  if (is === 'open') return { class: is, isHeld: true, until: null, days: null }
  const isHeld = facts.case?.isLive === true
  const from = isHeld && facts.case ? facts.case.since : facts.lastAt
  return { class: is, isHeld, until: from + terms[is] * dayMs, days: terms[is] }
}

/** What a store says keeps an exhibit, and what time it is there. */
export interface StoredLock {
  readonly until: number | null
  readonly isHeld: boolean
  readonly at: number
}

/**
 * What this exhibit's lock lacks of what the law wants; nothing: it is in line. No store locks until a time that is over. A hold is lifted only by who set it (`isOurs`):
 * one that people set in the store, for a court or an appeal, stands.
 */
export function lockSteps(
  keeping: Keeping,
  lock: StoredLock,
  isOurs: boolean,
): { retainUntil?: number; hold?: boolean } {
  const { until, isHeld } = keeping
  const isShort = until !== null && until > lock.at && (lock.until ?? 0) < until
  return {
    ...(isShort ? { retainUntil: until } : {}),
    ...(isHeld && !lock.isHeld ? { hold: true } : {}),
    ...(!isHeld && lock.isHeld && isOurs ? { hold: false } : {}),
  }
}

/** When exhibits may go, by the law and by their locks; null: not for now. */
export const dueAt = ({ isHeld, until }: Keeping, lockedUntil: number | null): number | null =>
  isHeld || until === null ? null : Math.max(until, lockedUntil ?? 0)

export interface ExpiryQuestion {
  readonly keeping: Keeping
  /** Of every exhibit that is there, as the store says now. */
  readonly locks: readonly StoredLock[]
  readonly now: number
  /** Since when it stands on its page; null: it does not yet. */
  readonly noticedAt: number | null
}

/**
 * Whether exhibits go now. `notice`: it is to be said first, and stand for `noticeDays`: what one wrong clock makes due is seen
 * by people, and taken back with the clock. Our clock, the store's and every lock must agree; more is never asked for
 * than that time is over, and that the disk is full is no reason.
 */
export function expiryOf({ keeping, locks, now, noticedAt }: ExpiryQuestion): 'kept' | 'notice' | 'due' {
  const { isHeld, until } = keeping
  if (isHeld || until === null || now < until) return 'kept'
  const isOver = (lock: StoredLock): boolean =>
    !lock.isHeld && lock.at >= until && (lock.until === null || lock.at >= lock.until)
  if (!locks.every(isOver)) return 'kept'
  if (noticedAt === null || noticedAt > now) return 'notice'
  return now - noticedAt < noticeDays * dayMs ? 'kept' : 'due'
}

/** A removal as it was recorded. */
export interface RecordedExpiry {
  readonly class: KeepingClass
  readonly days: number
  readonly at: number
  readonly keptUntil: number
}

/**
 * Whether a recorded removal is what the law would have done then, by what is known now: nothing is held, the term is no shorter than
 * its floor, and it was over. What happened to the finding after its exhibits went says nothing.
 */
export function wasByRule(expiry: RecordedExpiry, facts: KeepingFacts): boolean {
  const { class: is, days, at, keptUntil } = expiry
  const { isHeld, class: now } = keepingOf(facts, keepingDefaults)
  if (is === 'open' || isHeld || now !== is || days < keepingFloors[is] || at < keptUntil) return false
  return facts.lastAt > at || facts.lastAt + days * dayMs <= at
}
