import type { ObjectClass } from '@sightline/detectors/detection'
import { centre, coveredShare, grow, height, width } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { normalPlate } from '../../law/plate.ts'
import type { PrivateFound } from './find-private.ts'
import { hiddenOf, type Hidden } from './hide.ts'
import type { SightAt } from './sight-at.ts'

/** A plate is a few cells: nothing of its characters is left. */
const plateCells = 3

const holds = ({ left, top, right, bottom }: Box, { x, y }: { x: number; y: number }): boolean =>
  x >= left && x <= right && y >= top && y <= bottom

/** A little more than what was found: a frame of characters tells them too. */
const wider = (box: Box): Box => grow(box, { x: width(box) * 0.12, y: height(box) * 0.25 })

export interface Showing {
  readonly sight: SightAt
  readonly found: PrivateFound
  /** What two officers typed alike; null: nobody's plate is shown. */
  readonly plate: string | null
  readonly widthPx: number
  readonly heightPx: number
}

const vehicles: readonly ObjectClass[] = ['car', 'bus', 'truck', 'motorcycle', 'bicycle']

/** Who and what a worker is asked to look at. */
export const seenIn = ({ seen, frame: { own } }: SightAt) => ({
  persons: seen.filter((one) => one.class === 'person').map(({ box }) => box),
  vehicles: [
    ...seen.filter((one) => vehicles.includes(one.class)).map(({ box }) => box),
    ...(own ? [own] : []),
  ],
})

/**
 * What is hidden in a picture that leaves: of everybody the face and where a head can be, of every vehicle where a plate can
 * be, every plate that was found. The accused's plate stays legible only where it reads as two officers typed it: what reads
 * otherwise may be another's, and is hidden with the rest of that vehicle.
 */
export function hiddenParts({ sight, found, plate, widthPx, heightPx }: Showing): {
  readonly parts: readonly Hidden[]
  readonly showsPlate: boolean
} {
  const { own } = sight.frame
  const wanted = plate === null ? null : normalPlate(plate)
  const isAccused = ({ box, text }: PrivateFound['plates'][number]): boolean =>
    own !== null && wanted !== null && normalPlate(text) === wanted && holds(own, centre(box))
  const shown = found.plates.filter(isAccused)
  // One plate is found in several parts of the picture, and read less well where it is cut.
  const isSame = (box: Box): boolean =>
    shown.some((one) => Math.max(coveredShare(box, one.box), coveredShare(one.box, box)) > 0.5)
  const others = found.plates.filter(({ box }) => !isSame(box))
  // The accused cut by the edge of a part is the accused still; what else is on it, its plate's reader told.
  const isOwn = (box: Box): boolean => shown.length > 0 && own !== null && coveredShare(box, own) > 0.7
  const accused = shown.length > 0 && own !== null ? [{ class: 'car' as const, box: own }] : []
  const seen = hiddenOf({
    seen: [...accused, ...sight.seen, ...found.vehicles.filter(({ box }) => !isOwn(box))],
    faces: found.faces,
    shown: shown.length > 0 ? own : null,
    widthPx,
    heightPx,
  })
  const plates = others.map(({ box }) => ({ box: wider(box), across: plateCells }))
  return { parts: [...seen, ...plates], showsPlate: shown.length > 0 }
}
