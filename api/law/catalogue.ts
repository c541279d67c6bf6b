import type { ViolationKind } from '@sightline/detectors/finding'
import type { EvidenceMode } from './evidence-mode.ts'
import type { StricterProfile } from './stricter-fields.ts'

/** What a file tells of: 事项 with their tiers, who may handle what (权限), and the lists of leniency (三张清单). */
export const lawSubjects = ['matters', 'authorities', 'leniency'] as const
export type LawSubject = (typeof lawSubjects)[number]

/** Kinds of penalty (行政处罚法 art. 9): 警告, 通报批评, 罚款, 没收, 暂扣或吊销许可, 责令停产停业, 其他. */
export const penaltyKinds = [
  'warning',
  'criticism',
  'fine',
  'confiscation',
  'licence',
  'suspension',
  'other',
] as const
export type PenaltyKind = (typeof penaltyKinds)[number]

/** How a town came to a matter: 必领, 自选, 委托. */
export const matterFlags = ['mandatory', 'optional', 'entrusted'] as const
export type MatterFlag = (typeof matterFlags)[number]

export const tierUnits = ['yuan', 'times', 'none'] as const
export const tierFor = ['any', 'person', 'unit'] as const

/** A band in the unit at hand; null at an end: open. */
export interface Band {
  readonly min: number | null
  readonly max: number | null
}

/** 裁量阶次: under which condition how much, of whom. */
export interface Tier extends Band {
  readonly name: string
  readonly condition: string
  /** `times`: so many times a value, such as the gain. `none`: no amount, a warning. */
  readonly unit: (typeof tierUnits)[number]
  readonly of: (typeof tierFor)[number]
}

/** Days are calendar days of Asia/Shanghai, `2026-08-15`. */
interface InForce {
  /** First day of acts that it is about; null: as far back as anybody asks. */
  readonly fromDay: string | null
  /** The last; null: it is in force. */
  readonly toDay: string | null
  /** By which document, and where the public can read it since when (R1); empty: not told yet. */
  readonly documentNumber: string
  readonly sourceUrl: string
  readonly publishedOn: string | null
}

/** A matter (事项) in one version, with the texts of the provisions as they were. */
export interface Matter extends InForce {
  readonly code: string
  readonly name: string
  /** The kinds of findings that it may be about; none: no camera sees it. */
  readonly kinds: readonly ViolationKind[]
  readonly violates: string
  readonly penalty: string
  readonly penaltyKinds: readonly PenaltyKind[]
  /** What the statute allows of a fine in yuan; null: it says no amount for those. */
  readonly person: Band | null
  readonly unit: Band | null
  readonly tiers: readonly Tier[]
  /** What is said of a first violation; empty: nothing. */
  readonly first: string
  readonly lookBackMonths: number
  readonly mode: EvidenceMode | null
  readonly flags: readonly MatterFlag[]
  /** What it asks more of pictures than its kinds do; null: nothing. */
  readonly profile: StricterProfile | null
  /** What the legal office is still to confirm. */
  readonly unsure: readonly string[]
}

export const authorityKinds = ['statutory', 'granted', 'entrusted'] as const
/** Who may handle a matter where: 法定, 赋权, 委托 (R2). */
export interface Authority extends InForce {
  readonly matterCode: string
  readonly agency: string
  /** A code of administrative divisions (GB/T 2260), which covers all that lies in it; empty: everywhere. */
  readonly regionCode: string
  readonly regionName: string
  readonly kind: (typeof authorityKinds)[number]
  /** In whose name it decides, where it was entrusted; else empty. */
  readonly onBehalfOf: string
}

/** 减轻, 从轻, 不予 (行政处罚法 art. 32, 33). */
export const leniencyLists = ['mitigate', 'lenient', 'exempt'] as const
export interface Leniency extends InForce {
  readonly list: (typeof leniencyLists)[number]
  readonly code: string
  /** Empty: of every matter. */
  readonly matterCode: string
  readonly condition: string
  readonly basis: string
}

export type LawContent = Matter | Authority | Leniency

/** Where a row of a file stands. `draft`: nobody else has looked at it. */
export type LawState = 'draft' | 'refused' | 'published' | 'withdrawn'

/** One row as it was taken in, and what became of it. */
export interface LawEntry<T extends LawContent> {
  readonly id: string
  readonly content: T
  readonly state: LawState
  /** When the second person published it, epoch ms. */
  readonly publishedAt: number | null
  /** It is not what was published. */
  readonly isAltered: boolean
}

/** Whether the public can read it, and by which document (R1, 行政处罚法 art. 5, 34). */
export const isDocumented = ({ documentNumber, sourceUrl, publishedOn }: InForce): boolean =>
  documentNumber !== '' && sourceUrl !== '' && publishedOn !== null

export const isInForceOn = ({ fromDay, toDay }: Pick<InForce, 'fromDay' | 'toDay'>, day: string): boolean =>
  (fromDay === null || fromDay <= day) && (toDay === null || day <= toDay)

/** Why a row may not be relied on for an act of a day; null: it may. */
export type LawFault =
  'draft' | 'refused' | 'withdrawn' | 'altered' | 'undocumented' | 'not_public_then' | 'not_in_force'

export function faultOf<T extends LawContent>(entry: LawEntry<T>, day: string): LawFault | null {
  const { state, content, isAltered } = entry
  if (state !== 'published') return state
  if (isAltered) return 'altered'
  if (!isDocumented(content)) return 'undocumented'
  if ((content.publishedOn ?? '') > day) return 'not_public_then'
  return isInForceOn(content, day) ? null : 'not_in_force'
}

/** Of two that are in force on a day the one counts that began later, then the one that was published later. */
const isLater = <T extends LawContent>(one: LawEntry<T>, other: LawEntry<T>): boolean => {
  const [mine, its] = [one.content.fromDay ?? '', other.content.fromDay ?? '']
  return mine === its ? (one.publishedAt ?? 0) > (other.publishedAt ?? 0) : mine > its
}

/** What of a matter is law on a day; null: nothing that may be relied on. */
export function matterOn(
  entries: readonly LawEntry<Matter>[],
  { code, day }: { readonly code: string; readonly day: string },
): LawEntry<Matter> | null {
  const sound = entries.filter((one) => one.content.code === code && faultOf(one, day) === null)
  return sound.reduce<LawEntry<Matter> | null>(
    (best, one) => (best === null || isLater(one, best) ? one : best),
    null,
  )
}

/** A matter that fits a finding: by the law at the time of the act, and what took its place since (R10). */
export interface MatterOption {
  readonly atAct: LawEntry<Matter>
  /** In force today, and another than at the act; null: nothing changed. */
  readonly now: LawEntry<Matter> | null
  /** It is in force no more, and nothing took its place: what was done may be no violation any more (行政处罚法 art. 37). */
  readonly isOver: boolean
  /** It was entered here after the act only: who names it looks whether it was public then. */
  readonly isEnteredLater: boolean
}

interface Act {
  readonly kind: ViolationKind
  /** When it began, epoch ms, and its day. */
  readonly at: number
  readonly day: string
  readonly today: string
}

/** The matters that may be named for an act (R1, R10). */
export function matterOptions(
  entries: readonly LawEntry<Matter>[],
  { kind, at, day, today }: Act,
): readonly MatterOption[] {
  const codes = [...new Set(entries.map(({ content }) => content.code))].toSorted()
  return codes.flatMap((code) => {
    const atAct = matterOn(entries, { code, day })
    if (!atAct?.content.kinds.includes(kind)) return []
    const current = matterOn(entries, { code, day: today })
    const isEnteredLater = (atAct.publishedAt ?? 0) > at
    const now = current?.id === atAct.id ? null : current
    return [{ atAct, now, isOver: current === null, isEnteredLater }]
  })
}

/** The entries of the lists that a first-violation answer about a matter may cite on a day. */
export const leniencyOn = (
  entries: readonly LawEntry<Leniency>[],
  { matterCode, day }: { readonly matterCode: string; readonly day: string },
): readonly LawEntry<Leniency>[] =>
  entries.filter(
    (one) =>
      (one.content.matterCode === '' || one.content.matterCode === matterCode) && faultOf(one, day) === null,
  )

/** What tells two rows of a file to be of one thing; two of one thing follow each other in time, and never overlap. */
export function keyOf(subject: LawSubject, content: LawContent): string {
  if (subject === 'authorities' && 'agency' in content)
    return [content.matterCode, content.agency, content.regionCode, content.kind].join('|')
  if (subject === 'leniency' && 'list' in content) return `${content.list}|${content.code}`
  return 'code' in content ? content.code : ''
}

/** Whether two periods share a day. */
export const overlaps = (
  one: Pick<InForce, 'fromDay' | 'toDay'>,
  other: Pick<InForce, 'fromDay' | 'toDay'>,
): boolean =>
  (one.fromDay ?? '') <= (other.toDay ?? '9999-12-31') && (other.fromDay ?? '') <= (one.toDay ?? '9999-12-31')
