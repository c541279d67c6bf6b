import type { ViolationKind } from '@sightline/detectors/finding'
import { matterOn, type LawEntry, type Matter } from './catalogue.ts'
import { accusesNobody, lawOf } from './kinds.ts'
import {
  judgeProfile,
  type KeptPoint,
  type ProfileCode,
  type ProfileFacts,
  type ProfilePoint,
} from './profile.ts'
import type { EvidenceProfile } from './profiles.ts'
import type { StricterField, StricterProfile } from './stricter-fields.ts'

/** One number that a matter may ask more of: the point it belongs to, the kind's own, and how it is put in its place. */
interface Row {
  readonly point: ProfileCode
  /** Of a `least` more is stricter, of a `most` less. */
  readonly sense: 'least' | 'most'
  /** The strictest that any picture can fulfil. */
  readonly strictest: number
  /** What the kind asks; null: it asks nothing of the kind, so that any number is stricter. `none`: nothing measures it there. */
  readonly floor: (profile: EvidenceProfile) => number | null | 'none'
  readonly put: (profile: EvidenceProfile, value: number) => EvidenceProfile
}

const second = 1000
const ofPlate = (part: 'frames' | 'heightPx' | 'confidence', strictest: number): Row => ({
  point: 'plate',
  sense: 'least',
  strictest,
  floor: ({ plate }) => plate?.[part] ?? 'none',
  put: (profile, value) => ({ ...profile, plate: profile.plate && { ...profile.plate, [part]: value } }),
})
const ofPicture = (side: 'width' | 'height', strictest: number): Row => ({
  point: 'resolution',
  sense: 'least',
  strictest,
  floor: ({ leastPicture }) => leastPicture[side],
  put: (profile, value) => ({ ...profile, leastPicture: { ...profile.leastPicture, [side]: value } }),
})

const rows: Record<StricterField, Row> = {
  intervalS: {
    point: 'interval',
    sense: 'least',
    strictest: 86_400,
    floor: ({ intervalMs }) => intervalMs && intervalMs / second,
    put: (profile, value) => ({ ...profile, intervalMs: value * second }),
  },
  leastWidthPx: ofPicture('width', 7680),
  leastHeightPx: ofPicture('height', 4320),
  targetPx: {
    point: 'target',
    sense: 'least',
    strictest: 4320,
    floor: ({ targetPx }) => targetPx,
    put: (profile, targetPx) => ({ ...profile, targetPx }),
  },
  sharpness: {
    point: 'sharpness',
    sense: 'least',
    strictest: 20,
    floor: ({ sharpness }) => sharpness,
    put: (profile, sharpness) => ({ ...profile, sharpness }),
  },
  // As many as a worker reads (`ingest/src/dossier/plate/plate-moments`).
  plateFrames: ofPlate('frames', 5),
  plateHeightPx: ofPlate('heightPx', 1000),
  plateConfidence: ofPlate('confidence', 0.99),
  clockS: {
    point: 'clock',
    sense: 'most',
    strictest: 0.05,
    floor: ({ clockMs }) => clockMs / second,
    put: (profile, value) => ({ ...profile, clockMs: value * second }),
  },
  viewMatch: {
    point: 'view',
    sense: 'least',
    strictest: 0.99,
    floor: ({ viewMatch }) => viewMatch,
    put: (profile, viewMatch) => ({ ...profile, viewMatch }),
  },
  gapS: {
    point: 'record',
    sense: 'most',
    strictest: 0.1,
    floor: ({ gapMs }) => gapMs / second,
    put: (profile, value) => ({ ...profile, gapMs: value * second }),
  },
  signDays: {
    point: 'sign',
    sense: 'most',
    strictest: 1,
    floor: ({ sign }) => sign && sign.days,
    put: (profile, days) => ({ ...profile, sign: { days } }),
  },
}

const entriesOf = (profile: StricterProfile) =>
  (Object.keys(rows) as StricterField[]).flatMap((field) => {
    const value = profile[field]
    return value === undefined ? [] : [{ field, value, row: rows[field] }]
  })

const isLaxer = ({ sense }: Row, value: number, than: number): boolean =>
  sense === 'least' ? value < than : value > than

/** Why a number cannot be asked. `lax`: less than the kind asks. `much`: no picture could. `unmeasured`: nothing measures it there. */
export interface StricterFault {
  readonly field: StricterField
  readonly why: 'lax' | 'much' | 'unmeasured'
  readonly value: number
  /** What the number may be at the least, or at the most; null: none may stand there. */
  readonly limit: number | null
}

/** The floor of a field for all of these kinds, the strictest of theirs. */
function floorOf(row: Row, kinds: readonly ViolationKind[]): number | null | 'none' {
  const floors = kinds.filter((kind) => !accusesNobody(kind)).map((kind) => row.floor(lawOf(kind).profile))
  if (floors.length === 0 || floors.includes('none')) return 'none'
  const known = floors.filter((floor) => typeof floor === 'number')
  return known.reduce<number | null>(
    (best, floor) => (best === null || isLaxer(row, best, floor) ? floor : best),
    null,
  )
}

/**
 * What of a matter's profile cannot be: it may only ask at least as much as the product asks of each of its kinds (R38), and what
 * pictures can be.
 */
export const stricterFaults = (
  profile: StricterProfile,
  kinds: readonly ViolationKind[],
): readonly StricterFault[] =>
  entriesOf(profile).flatMap(({ field, value, row }): StricterFault[] => {
    const floor = floorOf(row, kinds)
    if (floor === 'none') return [{ field, why: 'unmeasured', value, limit: null }]
    if (floor !== null && isLaxer(row, value, floor)) return [{ field, why: 'lax', value, limit: floor }]
    const isTooMuch = value !== row.strictest && isLaxer(row, row.strictest, value)
    return isTooMuch ? [{ field, why: 'much', value, limit: row.strictest }] : []
  })

/** What a matter really asks more of than its kind; a number that the kind has overtaken since counts for nothing. */
const more = (asked: StricterProfile, floor: EvidenceProfile) =>
  entriesOf(asked).filter(({ row, value }) => {
    const least = row.floor(floor)
    return least !== 'none' && (least === null || isLaxer(row, least, value))
  })

/**
 * The points that a matter asks more of than its kind does, held against the same sealed facts. The points of the kind were
 * judged when the pictures arrived, and stay what they are: these can only refuse more.
 */
export function judgeByMatter(
  facts: ProfileFacts,
  floor: EvidenceProfile,
  asked: StricterProfile,
): readonly ProfilePoint[] {
  const asks = more(asked, floor)
  const profile = asks.reduce((whole, { row, value }) => row.put(whole, value), floor)
  const points = new Set(asks.map(({ row }) => row.point))
  return judgeProfile(facts, profile)
    .filter(({ point }) => points.has(point))
    .map((one) => (one.point === 'plate' && profile.plate ? { ...one, asked: allOf(profile.plate) } : one))
}

const allOf = ({ frames, heightPx, confidence }: NonNullable<EvidenceProfile['plate']>) => [
  frames,
  heightPx,
  confidence,
]

/**
 * What a matter asked of pictures on the day of the act, whichever version an officer names: who saw to them knew no later one.
 * Where its version of that day is gone since, what was named counts.
 */
export function profileAsked(
  entries: readonly LawEntry<Matter>[],
  named: LawEntry<Matter> | null,
  day: string,
): StricterProfile | null {
  if (named === null) return null
  const atAct = matterOn(entries, { code: named.content.code, day }) ?? named
  return atAct.content.profile
}

/** A point as a refusal names it, with who asked it. */
export type AskedPoint = KeptPoint & { readonly by?: 'matter' }
export const saidByMatter = (points: readonly KeptPoint[]): readonly AskedPoint[] =>
  points.map((one) => ({ ...one, by: 'matter' }))
