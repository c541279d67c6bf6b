import type { Detection } from '@sightline/detectors/detection'
import { iou, intersection, area } from '@sightline/detectors/geometry/box'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { stirOf, type Asked } from './stir.ts'
import type { StirPicture } from './stir-picture.ts'

/** A picture that was looked at. */
export interface StirLook {
  readonly at: number
  readonly picture: StirPicture
  readonly detections: readonly Detection[]
  /** How far the picture is from the view at rest, shares of it. */
  readonly shift: Point | null
}

/** Measures how what was seen stirred, over the looks of one source. */
export interface StirWatch {
  /** The detections, people with how much they stirred. Looks come in order. */
  see(look: StirLook): readonly Detection[]
  /** Another connection: the pictures before it are no measure. */
  forget(): void
}

/**
 * A picture is compared with one about so old and with one older still: somebody who sits still for a second has mostly moved
 * after four, and who breathes and sways in step with one distance of looks does not with another.
 */
const soonerMs = 1300
const laterMs = 3500
/** Sooner only where nothing so old is there, and never with one that is older. */
const leastMs = 700
const mostMs = 15_000
/** Pictures are kept so far apart, and no more of them: at full rate they reach back for five seconds. */
const keepEveryMs = 700
const mostKept = 8

/** What crosses in front of somebody, or hides him. What he sits on or holds does not. */
const crossing: ReadonlySet<Detection['class']> = new Set([
  'person',
  'bicycle',
  'motorcycle',
  'car',
  'bus',
  'truck',
  'boat',
  'dog',
])
/** Two boxes with this overlap are one thing. */
const sameIou = 0.5

export function createStirWatch(): StirWatch {
  let kept: readonly StirLook[] = []
  return {
    see(look) {
      const earlier = earlierOf(kept, look)
      const newest = kept.at(-1)
      if (!newest || look.at - newest.at >= keepEveryMs)
        kept = [...kept.filter(({ at }) => look.at - at <= mostMs), look].slice(-mostKept)
      return measured(look, earlier)
    },
    forget() {
      kept = []
    },
  }
}

/** Two that are old enough, where there are two; before there is any, the oldest. */
function earlierOf(kept: readonly StirLook[], { at, picture }: StirLook): readonly StirLook[] {
  const usable = kept.filter(
    (one) =>
      at - one.at >= leastMs &&
      at - one.at <= mostMs &&
      one.picture.width === picture.width &&
      one.picture.height === picture.height,
  )
  const sooner = usable.findLast((one) => at - one.at >= soonerMs) ?? usable[0]
  const later = usable.findLast((one) => at - one.at >= laterMs && one !== sooner)
  return [sooner, later].flatMap((one) => one ?? [])
}

/** With what it changed most from: what has not moved since is as still as it was. */
function measured(look: StirLook, earlier: readonly StirLook[]): readonly Detection[] {
  const people = look.detections.filter((one) => one.class === 'person')
  if (people.length === 0) return look.detections
  const all = earlier.map((then) => stirsBetween(look, then, people))
  return look.detections.map((seen) => {
    const own = all.flatMap((stirs) => stirs[people.indexOf(seen)] ?? [])
    return own.length === 0 ? seen : { ...seen, stir: Math.max(...own) }
  })
}

function stirsBetween(
  look: StirLook,
  then: StirLook,
  people: readonly Detection[],
): readonly (number | null)[] {
  const moving = crossingOf(look)
  const before = crossingOf(then)
  const asked = people.map(({ box }): Asked => {
    const isOther = (other: Box): boolean => iou(other, box) < sameIou && intersection(other, box) > 0
    return { box, others: [...moving, ...before].filter(isOther) }
  })
  const off = offOf(look, then)
  return stirOf({ now: look.picture, then: then.picture, off }, asked, [...moving, ...before])
}

const crossingOf = ({ detections }: StirLook): readonly Box[] =>
  detections.filter((one) => crossing.has(one.class) && area(one.box) > 0).map(({ box }) => box)

function offOf({ shift, picture }: StirLook, then: StirLook): Point {
  const [to, from] = [shift ?? still, then.shift ?? still]
  return { x: (to.x - from.x) * picture.width, y: (to.y - from.y) * picture.height }
}
const still: Point = { x: 0, y: 0 }
