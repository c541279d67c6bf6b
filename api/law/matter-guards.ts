import type { ViolationKind } from '@sightline/detectors/finding'
import type { AuthorityAnswer } from './authority.ts'
import { faultOf, type LawEntry, type LawFault, type Matter, type MatterOption } from './catalogue.ts'
import type { Failure, GuardCode } from './failure.ts'
import type { Ledger } from './first-violation.ts'
import type { EndReason } from './statuses.ts'

/** What a proposal carries to the head where something could not be answered here. */
export const matterGaps = ['matter_none', 'authority_unknown', 'first_unanswered'] as const
export type MatterGap = (typeof matterGaps)[number]

export interface MatterFacts {
  readonly kind: ViolationKind
  /** The day of the act. */
  readonly day: string
  /** What may be named. */
  readonly options: readonly MatterOption[]
  /** The row that was named, whatever its state; null: none, or there is none of that id. */
  readonly named: LawEntry<Matter> | null
  /** Of the named matter at this moment; null: none was named. */
  readonly authority: AuthorityAnswer | null
  readonly ledger: Ledger
  /** Rows of the three lists that may be cited. */
  readonly citable: readonly string[]
  /** What the officers before this one named in this round. */
  readonly namedBefore: readonly (string | null)[]
}

export const firstAnswers = ['applies', 'does_not_apply'] as const

/** What an officer says besides the pictures. */
export interface MatterJudgement {
  readonly matterId: string | null
  /** Why by this law, where another took its place since the act. */
  readonly lawReason: string
  /** A hint for whoever decides: which tier, and the facts that speak for it. No amount is decided here. */
  readonly tier: { readonly no: number; readonly facts: string } | null
  readonly first: {
    readonly answer: (typeof firstAnswers)[number]
    readonly reason: string
    readonly cites: readonly string[]
    readonly party: string | null
  } | null
}

interface Said extends MatterJudgement {
  readonly verdict: 'confirm' | 'reject'
  readonly reason: EndReason | null
}

type Guard = (facts: MatterFacts, said: Said) => Failure['facts'] | null

const optionOf = ({ options }: MatterFacts, id: string | null): MatterOption | undefined =>
  options.find(({ atAct, now }) => atAct.id === id || now?.id === id)

/** Where matters are published that fit, one of them is named. */
const isNamed: Guard = ({ options }, { matterId }) =>
  options.length > 0 && matterId === null ? { matters: options.map(({ atAct }) => atAct.content.code) } : null

export type NamedFault = LawFault | 'unknown' | 'other_kind' | 'superseded'
function namedFault({ named, day, kind }: MatterFacts): NamedFault {
  if (named === null) return 'unknown'
  const fault = faultOf(named, day)
  if (fault !== null) return fault
  return named.content.kinds.includes(kind) ? 'superseded' : 'other_kind'
}

/** What is named was published by two people, with its document, and was law when the act began (R1, R10). */
const isUsable: Guard = (facts, { matterId }) =>
  matterId === null || optionOf(facts, matterId)
    ? null
    : { matter: facts.named?.content.code ?? null, why: namedFault(facts) }

/** Where the law changed since the act, or is law no more, the officer says why by this one (art. 37). */
const lawChosen: Guard = (facts, { matterId, lawReason }) => {
  const option = optionOf(facts, matterId)
  if (!option || (!option.now && !option.isOver) || lawReason !== '') return null
  return { atAct: option.atAct.content.violates, now: option.now?.content.violates ?? null }
}

const tierNamed: Guard = ({ named }, { tier }) => {
  if (tier === null) return null
  const known = named?.content.tiers[tier.no] !== undefined
  return known && tier.facts !== '' ? null : { needs: known ? 'facts' : 'tier' }
}

/** The agency may handle it today (R2); else it is transferred to who may. */
const mayHandle: Guard = ({ authority, named }) =>
  authority?.state === 'other'
    ? {
        matter: named?.content.name ?? null,
        agencies: [...new Set(authority.by.map(({ agency }) => agency))],
      }
    : null

const officersAgree: Guard = ({ namedBefore }, { matterId }) =>
  namedBefore.some((id) => id !== matterId) ? { named: namedBefore.length } : null

/** The first-violation question is answered with a reason before anything is proposed (R8). */
const firstAnswered: Guard = ({ options, ledger, citable }, { first }) => {
  if (first === null) return options.length > 0 ? { needs: 'answer' } : null
  if (first.reason === '') return { needs: 'reason', isLedgerEmpty: ledger.acts.length === 0 }
  return first.cites.every((id) => citable.includes(id)) ? null : { needs: 'cites' }
}

/** What is not punished is not proposed: it ends as 首违免罚, with its reason. */
const firstEndsIt: Guard = (_facts, { first }) =>
  first?.answer === 'applies' ? { reason: 'first_violation' } : null

const firstSaid: Guard = (facts, said) => {
  const lacking = firstAnswered(facts, said)
  if (said.reason !== 'first_violation') return said.first === null ? null : lacking
  return lacking ?? (said.first?.answer === 'does_not_apply' ? { needs: 'answer' } : null)
}

const guards: Record<Said['verdict'], readonly (readonly [GuardCode, Guard])[]> = {
  confirm: [
    ['matter_required', isNamed],
    ['matter_not_usable', isUsable],
    ['matter_law_choice', lawChosen],
    ['matter_tier', tierNamed],
    ['matter_no_authority', mayHandle],
    ['matters_disagree', officersAgree],
    ['first_unanswered', firstAnswered],
    ['first_applies', firstEndsIt],
  ],
  reject: [
    ['matter_not_usable', isUsable],
    ['first_unanswered', firstSaid],
  ],
}

/** Everything that stands against a verdict of what it says about the matter; empty: nothing. */
export const matterFailures = (facts: MatterFacts, said: Said): Failure[] =>
  guards[said.verdict].flatMap(([code, guard]) => {
    const found = guard(facts, said)
    return found ? [{ code, facts: found }] : []
  })

/** What the head is told was not answered. */
export function gapsOf({ authority }: Pick<MatterFacts, 'authority'>, said: MatterJudgement): MatterGap[] {
  const open: Record<MatterGap, boolean> = {
    matter_none: said.matterId === null,
    authority_unknown: authority === null || authority.state === 'unknown',
    first_unanswered: said.first === null,
  }
  return matterGaps.filter((gap) => open[gap])
}
