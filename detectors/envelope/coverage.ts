import type { Box, Point } from '../geometry/point.ts'
import { boxShareInside } from '../geometry/polygon.ts'
import { sideAt, type SizeLaw } from './size-law.ts'

/** How well the things of a rule can be seen over its zone. Shares are of the zone's area. */
export interface Coverage {
  /** Of which the size of things is known. */
  readonly knownShare: number
  /** Where they are smaller than the model needs. */
  readonly blindShare: number
  /** The side of a thing in the middle of the known part, 0..1 of the picture; null: nothing is known. */
  readonly side: number | null
  /** Bands of the picture in which the zone is blind, from the top down; what of them lies outside the zone says nothing. */
  readonly blind: readonly Box[]
}

const bands = 40

interface Band {
  readonly box: Box
  readonly area: number
  readonly side: number | null
}

function bandsOf(polygon: readonly Point[], law: SizeLaw): readonly Band[] {
  const xs = polygon.map(({ x }) => x)
  const ys = polygon.map(({ y }) => y)
  const [left, right, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys)]
  const high = (Math.max(...ys) - top) / bands
  return Array.from({ length: bands }, (_, i) => {
    const box = { left, right, top: top + i * high, bottom: top + (i + 1) * high }
    const area = boxShareInside(box, polygon) * (right - left) * high
    return { box, area, side: sideAt(law, top + (i + 0.5) * high) }
  })
}

const areaOf = (these: readonly Band[]): number => these.reduce((sum, { area }) => sum + area, 0)

/** Bands that touch are one. */
const joined = (these: readonly Band[]): readonly Box[] =>
  these.reduce<readonly Box[]>((boxes, { box }) => {
    const last = boxes.at(-1)
    const touches = last !== undefined && box.top - last.bottom < 1e-9
    return touches ? [...boxes.slice(0, -1), { ...last, bottom: box.bottom }] : [...boxes, box]
  }, [])

/** The side in the band at which half of the known area is passed. */
function middleSide(known: readonly Band[]): number | null {
  const half = areaOf(known) / 2
  let passed = 0
  return known.find(({ area }) => (passed += area) >= half)?.side ?? null
}

/** What a law says of a zone; `least` is the smallest side that the model makes out, 0..1 of the picture. Nothing known: no law. */
export function coverageOf(polygon: readonly Point[], law: SizeLaw | null, least: number): Coverage {
  if (!law || polygon.length < 3) return { knownShare: 0, blindShare: 0, side: null, blind: [] }
  const all = bandsOf(polygon, law)
  const whole = areaOf(all)
  const known = all.filter(({ side, area }) => side !== null && area > 0)
  const blind = known.filter(({ side }) => side !== null && side < least)
  const share = (these: readonly Band[]): number => (whole > 0 ? areaOf(these) / whole : 0)
  return {
    knownShare: share(known),
    blindShare: share(blind),
    side: middleSide(known),
    blind: joined(blind),
  }
}

/** So much of a zone must be known, and so much of that be blind, before its rule is silent altogether. */
const knownEnough = 0.5
const blindEnough = 0.9

export const isAllBlind = ({ knownShare, blindShare }: Coverage): boolean =>
  knownShare >= knownEnough && blindShare >= knownShare * blindEnough
