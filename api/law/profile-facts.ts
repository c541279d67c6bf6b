import { dayOf } from './calendar.ts'
import type { ProfileFacts, WideFacts } from './profile.ts'

/** What of a sealed list a profile is judged by; a manifest is one. */
export interface SealedList {
  readonly source: { readonly video: { readonly width: number; readonly height: number } | null }
  readonly clock: ProfileFacts['clock']
  readonly finding: { readonly openedAt: number }
  readonly clueReasons: readonly string[]
  readonly plate?: ProfileFacts['plate'] | undefined
  readonly measures?:
    | {
        readonly pictures: readonly MeasuredPicture[]
        readonly viewMatch: number | null
      }
    | undefined
  readonly exhibits: readonly SealedItem[]
}

interface SealedItem {
  readonly name: string
  readonly role: string
  readonly stage: string
  readonly at: number
  readonly of: string | null
  readonly sha256: string
  readonly fragments?: readonly { readonly at: number }[] | undefined
}

/** What was measured of a still, which is named by its bytes. */
export interface MeasuredPicture {
  readonly sha256: string
  readonly widthPx: number
  readonly heightPx: number
  /** The shorter side of the accused thing in it. */
  readonly targetPx: number
  readonly sharpness: number | null
}

/** The picture of the sign or marking that was in force when the act began. */
export interface SignInForce {
  readonly takenOn: string
}

const isOfSegment = ({ of }: SealedItem): boolean => of?.endsWith('.mp4') ?? false

/** The first still of a stage that was decoded from its recording. */
const wideOf = (items: readonly SealedItem[], stage: string): SealedItem | null =>
  items.find((item) => item.role === 'still' && item.stage === stage && isOfSegment(item)) ?? null

function toWide(item: SealedItem | null, measured: readonly MeasuredPicture[]): WideFacts | null {
  if (!item) return null
  const of = measured.find(({ sha256 }) => sha256 === item.sha256)
  return {
    at: item.at,
    size: of ? { width: of.widthPx, height: of.heightPx } : null,
    targetPx: of?.targetPx ?? null,
    sharpness: of?.sharpness ?? null,
  }
}

/** The longest time between two pictures of a recording; null: there is none. */
function holeOf(items: readonly SealedItem[], stage: string): number | null {
  const segments = items.filter((item) => item.role === 'segment' && item.stage === stage)
  const times = segments
    .flatMap(({ fragments = [] }) => fragments.map(({ at }) => at))
    .toSorted((a, b) => a - b)
  if (times.length === 0) return null
  return Math.max(0, ...times.slice(1).map((at, i) => at - (times[i] ?? at)))
}

function longestHole(items: readonly SealedItem[], stages: readonly string[]): number | null {
  const holes = stages.map((stage) => holeOf(items, stage))
  const known = holes.filter((hole) => hole !== null)
  return known.length < holes.length ? null : Math.max(...known)
}

const dayMs = 86_400_000
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs

/**
 * What a profile is judged by, of the sealed lists of one confirmed stage, the supplement last. What the lists do not hold is
 * nothing: it is never made up from how things stand now.
 */
export function profileFacts(lists: readonly SealedList[], sign: SignInForce | null): ProfileFacts | null {
  const last = lists.at(-1)
  if (!last) return null
  const items = lists.flatMap(({ exhibits }) => exhibits)
  const measured = last.measures?.pictures ?? []
  return {
    first: toWide(wideOf(items, 'opened'), measured),
    later: toWide(wideOf(items, 'confirmed'), measured),
    hasClose: items.some((item) => item.role === 'still' && item.stage === 'confirmed' && !isOfSegment(item)),
    video: last.source.video,
    plate: last.plate ?? null,
    doPlatesDiffer: last.clueReasons.includes('plate_differs'),
    clock: last.clock,
    viewMatch: last.measures?.viewMatch,
    longestHoleMs: longestHole(items, ['opened', 'confirmed']),
    hasGap: last.clueReasons.includes('gap_in_segment'),
    signDays: sign && daysBetween(sign.takenOn, dayOf(last.finding.openedAt)),
  }
}
