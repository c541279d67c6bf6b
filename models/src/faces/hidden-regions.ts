import {
  area,
  centre,
  coveredShare,
  grow,
  height,
  intersection,
  width,
} from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Body } from '@sightline/detectors/pose/body'
import { headOfBody, wholeHead } from '@sightline/detectors/pose/regions'
import type { Size } from '../letterbox.ts'

/** `face`: a face was found there. `head`: where the joints put a head. `upper`: of a person of whom no more is known. */
export interface HiddenRegion {
  readonly how: 'face' | 'head' | 'upper'
  readonly box: Box
}

/** A face is told without hair and ears. */
const faceMargin = 0.35
/** Of a person's box: the head of who stands, bends or sits is in it, and mostly more. */
const upperShare = 0.5
const upperMargin = 0.1
/** A face of which so much lies in somebody's head, or what is taken for it, may be that person's. */
const isInsideShare = 0.5

export interface Found {
  readonly size: Size
  /** All faces, of people who are known or not; null: nobody could look for them. */
  readonly faces: readonly Box[] | null
  /** Everybody who is known to be in the picture. */
  readonly persons: readonly Box[]
  /** Of the persons, in their order; null: nobody could look for them. */
  readonly bodies: readonly Body[] | null
}

/**
 * What has to be hidden. Every face that was found; and of everybody known whose own face was not, the head by the joints,
 * or else the upper part of the box: who looks away, or whose face a model missed, is hidden all the same.
 */
export function hiddenRegions({ size, faces, persons, bodies }: Found): readonly HiddenRegion[] {
  const heads = persons.map((person, i) => headOf(upperOf(person), bodies?.[i], size))
  const found = (faces ?? []).map((box) => ({ how: 'face' as const, box: padded(box, faceMargin) }))
  const owners = new Set((faces ?? []).map((face) => ownerOf(face, heads)))
  return [...found, ...heads.filter((_, i) => !owners.has(i))].map(({ how, box }) => ({ how, box: cut(box) }))
}

/** Whose face it is: of those in whose head it lies, whose middle is nearest. One face hides one person. */
function ownerOf(face: Box, heads: readonly HiddenRegion[]): number {
  const x = centre(face).x
  const far = heads.map(({ box }) =>
    coveredShare(face, box) < isInsideShare ? Infinity : Math.abs(centre(box).x - x) / width(box),
  )
  const nearest = Math.min(...far)
  return nearest === Infinity ? -1 : far.indexOf(nearest)
}

const padded = (box: Box, margin: number): Box =>
  grow(box, { x: width(box) * margin, y: height(box) * margin })

const upperOf = (person: Box): Box => ({
  ...padded(person, upperMargin),
  bottom: person.top + height(person) * upperShare,
})

/** By the joints only where these put it into the upper part: else somebody else's head was found. */
function headOf(upper: Box, body: Body | undefined, size: Size): HiddenRegion {
  const scale = { aspect: size.width / size.height }
  const head = body && headOfBody(body, scale)
  const box = head && wholeHead(head, scale)
  const isThere = box && area(box) > 0 && intersection(box, upper) > 0
  return isThere ? { how: 'head', box } : { how: 'upper', box: upper }
}

const unit = (value: number): number => Math.min(1, Math.max(0, value))
const cut = ({ left, top, right, bottom }: Box): Box => ({
  left: unit(left),
  top: unit(top),
  right: unit(right),
  bottom: unit(bottom),
})
