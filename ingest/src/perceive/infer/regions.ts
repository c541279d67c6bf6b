import { area, grow, height, width } from '@sightline/detectors/geometry/box'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { boxShareInside } from '@sightline/detectors/geometry/polygon'
import { aroundHead, headOfBody } from '@sightline/detectors/pose/regions'
import type { Body } from '@sightline/detectors/pose/body'
import type { Size } from '@sightline/models/letterbox'
import type { LooksAt } from '@sightline/models/manifest'
import type { PartRegion } from '@sightline/models/session/part-task'
import type { Bodies } from './bodies.ts'

/** What is known of a picture when it is decided what of it a model is shown. */
export interface Known {
  /** Of the camera's picture, px: a square is one in pixels. */
  readonly size: Size
  /** Whom the main model saw. */
  readonly persons: readonly Box[]
  /** Their joints, of those who were asked about. */
  readonly bodies: Bodies
  /** What is bright, warm and flickers in the zones. */
  readonly flickers: readonly Box[]
}

interface ZoneShape {
  readonly polygon: readonly Point[]
}

/** Who touches one of these zones. */
export const inZones = (persons: readonly Box[], zones: readonly ZoneShape[]): readonly Box[] =>
  persons.filter((box) => zones.some(({ polygon }) => boxShareInside(box, polygon) > 0))

const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }

/** A person's own box is cut close. */
const personMargin = 0.05
/**
 * Head and shoulders: a square of so many widths of the person, of which so much is above. Of the cuts that were tried
 * this showed the mask detector most of the faces, from 150 px high persons up.
 */
const headWidths = 1.2
const headAbove = 0.15
/** Who stands sideways is narrow; the head is no smaller for that. */
const leastHeadShare = 0.3
/** The same where the joints say how large a head is: so many heads from its middle to each side. */
const headRoom = { aside: 1.2, above: 1.1, below: 1.3 } as const
/** Of a flame on either side. Of 0 to 2 widths this kept real fire above 0.9 at every size that was tried, 120 to 1080 px. */
const flameMargin = 0.25
/** Of what flickers the largest: glitter on water is hundreds of small lights, and a look at each would take a second. */
const mostFlickers = 12

/** The parts of a picture that a model is to be shown for these zones; none where there is nothing for it to see. */
export function regionsFor(
  looksAt: LooksAt,
  zones: readonly ZoneShape[],
  { size, persons, bodies, flickers }: Known,
): readonly PartRegion[] {
  const here = (): readonly Box[] => inZones(persons, zones)
  switch (looksAt) {
    case 'picture':
      return [{ shown: whole }]
    case 'zones':
      return zones.map(({ polygon }) => ({ shown: cut(around(polygon)) }))
    case 'persons':
      return here().map((box) => ({ shown: cut(padded(box, personMargin)) }))
    case 'heads':
      return here().map((box) => ({ shown: cut(headByPose(bodies.get(box), size) ?? headOf(box, size)) }))
    case 'flickers':
      return largest(flickers).map((box) => ({ shown: cut(padded(box, flameMargin)), about: box }))
  }
}

const largest = (boxes: readonly Box[]): readonly Box[] =>
  boxes.length <= mostFlickers ? boxes : boxes.toSorted((a, b) => area(b) - area(a)).slice(0, mostFlickers)

/** Where the joints put the head, with room around it; null where they do not say. */
function headByPose(body: Body | undefined, size: Size): Box | null {
  const scale = { aspect: size.width / size.height }
  const head = body && headOfBody(body, scale)
  return head ? aroundHead(head, scale, headRoom) : null
}

/** Where a person's head is guessed to be by the box alone, with room around it; square in pixels. */
export function headOf(person: Box, size: Size): Box {
  const [wide, high] = [width(person) * size.width, height(person) * size.height]
  const side = Math.max(wide * headWidths, high * leastHeadShare)
  const middle = (person.left + person.right) / 2
  const top = person.top - (headAbove * side) / size.height
  return {
    left: middle - side / 2 / size.width,
    right: middle + side / 2 / size.width,
    top,
    bottom: top + side / size.height,
  }
}

const padded = (box: Box, margin: number): Box =>
  grow(box, { x: width(box) * margin, y: height(box) * margin })

/** What encloses these points. */
export function around(polygon: readonly Point[]): Box {
  const xs = polygon.map(({ x }) => x)
  const ys = polygon.map(({ y }) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

const unit = (value: number): number => Math.min(1, Math.max(0, value))
/** What of it lies in the picture. */
export const cut = ({ left, top, right, bottom }: Box): Box => ({
  left: unit(left),
  top: unit(top),
  right: unit(right),
  bottom: unit(bottom),
})
