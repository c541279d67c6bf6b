import type { EvidenceProfile } from './profiles.ts'
import type { ClueReason, MeasuredReason } from './standing.ts'

/** What a profile asks, in the order of a screen. */
export const profilePoints = [
  'first',
  'later',
  'close',
  'sign',
  'interval',
  'resolution',
  'target',
  'sharpness',
  'plate',
  'clock',
  'view',
  'record',
] as const
export type ProfileCode = (typeof profilePoints)[number]

/** What speaks against pictures by their profile: what the api alone works out, and what a worker says of itself as well. */
export type ProfileReason =
  | MeasuredReason
  | Extract<
      ClueReason,
      'below_resolution' | 'gap_in_segment' | 'clock_offset' | 'clock_unproven' | 'plate_differs'
    >

/**
 * One thing that the profile asks: what was measured, in the unit of the point (ms, px, days, frames; two numbers are width
 * and height), and what was asked. `measured` null: nothing was. `reason` null: it is met.
 */
export interface ProfilePoint {
  readonly point: ProfileCode
  readonly asked: readonly number[]
  readonly measured: readonly number[] | null
  readonly reason: ProfileReason | null
}

/** A wide picture as it was sealed. Null: not measured, as older workers left it. */
export interface WideFacts {
  readonly at: number
  readonly size: { readonly width: number; readonly height: number } | null
  readonly targetPx: number | null
  readonly sharpness: number | null
}

/** All that a profile is judged by; everything of it is sealed, or was in force at the capture. */
export interface ProfileFacts {
  readonly first: WideFacts | null
  readonly later: WideFacts | null
  readonly hasClose: boolean
  /** Of the stream: the size of pictures that nobody measured. */
  readonly video: { readonly width: number; readonly height: number } | null
  /** What each picture on which a plate was looked for said of it; null: nobody looked. */
  readonly plate: {
    readonly text: string
    readonly frames: readonly {
      readonly text: string
      readonly confidence: number
      readonly heightPx?: number | undefined
    }[]
  } | null
  readonly doPlatesDiffer: boolean
  readonly clock: { readonly source: 'camera-ntp' | 'server-arrival'; readonly offsetMs: number | null }
  /** Null: both pictures show too little to compare. Undefined: nobody compared them. */
  readonly viewMatch: number | null | undefined
  /** The longest hole in the recordings of both stages, ms; null: one of them is missing. */
  readonly longestHoleMs: number | null
  /** The worker could not keep all of what was to be recorded. */
  readonly hasGap: boolean
  /** Days from the picture of the sign to the act, less than nothing where it was taken after it; null: there was none in force. */
  readonly signDays: number | null
}

type Judge = (facts: ProfileFacts, profile: EvidenceProfile) => Omit<ProfilePoint, 'point'> | null

/** At least so much; null: it was not measured. */
const atLeast = (
  asked: number,
  measured: number | null,
  reason: ProfileReason,
): Omit<ProfilePoint, 'point'> =>
  measured === null
    ? { asked: [asked], measured: null, reason: 'not_measured' }
    : { asked: [asked], measured: [measured], reason: measured >= asked ? null : reason }

const counted = (isThere: boolean): Omit<ProfilePoint, 'point'> => ({
  asked: [1],
  measured: [isThere ? 1 : 0],
  reason: isThere ? null : 'picture_missing',
})

/** The lesser of both wide pictures; null: of one of them it is not known. */
function lesser({ first, later }: ProfileFacts, of: (wide: WideFacts) => number | null): number | null {
  const values = [first, later].flatMap((wide) => (wide ? [of(wide)] : []))
  const known = values.filter((value) => value !== null)
  return known.length === 0 || known.length < values.length ? null : Math.min(...known)
}

/** A camera that hangs on its side has pictures that stand. */
const resolution: Judge = ({ first, later, video }, { leastPicture: least }) => {
  const sizes = [first, later].flatMap((wide) => (wide ? [wide.size ?? video] : []))
  const asked = [least.width, least.height]
  const known = sizes.filter((size) => size !== null)
  const smallest = known.toSorted((a, b) => a.width * a.height - b.width * b.height)[0]
  if (!smallest || known.length < sizes.length) return { asked, measured: null, reason: 'not_measured' }
  const isSmall = known.some(
    ({ width, height }) => Math.max(width, height) < least.width || Math.min(width, height) < least.height,
  )
  return {
    asked,
    measured: [smallest.width, smallest.height],
    reason: isSmall ? 'below_resolution' : null,
  }
}

/** Counted anew from the single readings: what they say together is not believed. One that surely reads another plate, however small, speaks against all; one whose size nobody measured speaks for none. */
const plate: Judge = ({ plate: read, doPlatesDiffer }, { plate: asks }) => {
  if (!asks) return null
  const asked = [asks.frames]
  if (!read) return { asked, measured: null, reason: 'not_measured' }
  const sure = read.frames.filter(({ text, confidence }) => text !== '' && confidence >= asks.confidence)
  const isOther = sure.some(({ text }) => text !== read.text)
  const alike = sure.filter(
    ({ text, heightPx = 0 }) => text === read.text && heightPx >= asks.heightPx,
  ).length
  const measured = [alike]
  if (doPlatesDiffer || isOther) return { asked, measured, reason: 'plate_differs' }
  return { asked, measured, reason: alike >= asks.frames ? null : 'plate_unread' }
}

const clock: Judge = ({ clock: { source, offsetMs } }, { clockMs }) => {
  const asked = [clockMs]
  if (source !== 'camera-ntp' || offsetMs === null) return { asked, measured: null, reason: 'clock_unproven' }
  return {
    asked,
    measured: [Math.abs(offsetMs)],
    reason: Math.abs(offsetMs) > clockMs ? 'clock_offset' : null,
  }
}

const view: Judge = ({ viewMatch }, { viewMatch: asked }) => {
  if (viewMatch === null) return { asked: [asked], measured: null, reason: 'view_changed' }
  return atLeast(asked, viewMatch ?? null, 'view_changed')
}

const record: Judge = ({ longestHoleMs, hasGap }, { gapMs }) => {
  const isWhole = longestHoleMs !== null && longestHoleMs <= gapMs && !hasGap
  const measured = longestHoleMs === null ? null : [longestHoleMs]
  return { asked: [gapMs], measured, reason: isWhole ? null : 'gap_in_segment' }
}

const sign: Judge = ({ signDays }, { sign: asks }) => {
  if (!asks) return null
  if (signDays === null) return { asked: [asks.days], measured: null, reason: 'sign_missing' }
  const isFit = signDays >= 0 && signDays <= asks.days
  return { asked: [asks.days], measured: [signDays], reason: isFit ? null : 'sign_unfit' }
}

/** Who has only one of the two pictures is told so once, not by an interval of nothing. */
const interval: Judge = ({ first, later }, { intervalMs }) => {
  if (intervalMs === null) return null
  if (first && later) return atLeast(intervalMs, later.at - first.at, 'interval_short')
  return { asked: [intervalMs], measured: null, reason: 'picture_missing' }
}

const judges: Record<ProfileCode, Judge> = {
  first: ({ first }) => counted(first !== null),
  later: ({ later }) => counted(later !== null),
  close: ({ hasClose }) => counted(hasClose),
  sign,
  interval,
  resolution,
  target: (facts, { targetPx }) =>
    atLeast(
      targetPx,
      lesser(facts, (wide) => wide.targetPx),
      'target_small',
    ),
  sharpness: (facts, { sharpness }) =>
    atLeast(
      sharpness,
      lesser(facts, (wide) => wide.sharpness),
      'picture_blurred',
    ),
  plate,
  clock,
  view,
  record,
}

/**
 * What the profile asks of a confirmed finding, each point met or failing with its reason; what is not asked is left out.
 * Pure, and by sealed facts alone: the same dossier judged again says the same, whatever changed since (R38 to R41).
 */
export const judgeProfile = (facts: ProfileFacts, profile: EvidenceProfile): readonly ProfilePoint[] =>
  profilePoints.flatMap((point) => {
    const judged = judges[point](facts, profile)
    return judged ? [{ point, ...judged }] : []
  })

/** Everything that fails, each reason once. */
export const profileReasons = (points: readonly KeptPoint[]): readonly ClueReason[] => [
  ...new Set(points.flatMap(({ reason }) => (reason === null ? [] : [reason]))),
]

/** A point as it was kept. */
export type KeptPoint = Omit<ProfilePoint, 'reason'> & { readonly reason: ClueReason | null }

/** What `ev_profile` names of each point that fails: what was measured, and what was asked. */
export const failingPoints = (points: readonly KeptPoint[]): readonly KeptPoint[] =>
  points.filter(({ reason }) => reason !== null)
