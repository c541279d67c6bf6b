import type { Plate, Trace } from '@sightline/api/contract/dossier'
import { nearestOwn } from '@sightline/api/law/accused-thing'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { FindingStage } from '@sightline/detectors/finding'
import { grow, height, iou, width } from '@sightline/detectors/geometry/box'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { agree } from '@sightline/models/plates/agree'
import type { PlateReading } from '@sightline/models/plates/plate-reading'

/** The accused vehicle in one picture, and the vehicles that stand in front of it. */
export interface Seen {
  readonly own: Box
  readonly inFront: readonly Box[]
}

/** A detector cuts a bumper off by so much of the vehicle's size. */
const bumper = 0.05
/** From this overlap on, two boxes are one vehicle seen twice. */
const sameVehicle = 0.5
const vehicles: readonly ObjectClass[] = ['car', 'bus', 'truck', 'motorcycle', 'bicycle']

/** Where the vehicle was at a moment, by the nearest judged frame that shows it, else `otherwise`. */
export function seenAt({ frames }: Pick<Trace, 'frames'>, at: number, otherwise: Box): Seen {
  const nearest = nearestOwn(frames, at)
  const own = nearest?.own ?? otherwise
  const others = (nearest?.detections ?? []).filter(
    ({ class: kind, box }) =>
      vehicles.includes(kind) && iou(box, own) < sameVehicle && box.bottom > own.bottom,
  )
  return { own, inFront: others.map(({ box }) => box) }
}

/** Larger on every side by a share of the box's own size; beyond the picture where it stands at the edge. */
export const withMargin = (box: Box, share: number): Box =>
  grow(box, { x: width(box) * share, y: height(box) * share })

/**
 * The one plate that is this vehicle's: on its box, on no vehicle in front of it, of several the nearest to the middle of
 * the lower half. A neighbour's plate is never taken for want of an own one.
 */
export function plateOfVehicle(
  readings: readonly PlateReading[],
  { own, inFront }: Seen,
): PlateReading | null {
  const place = { x: (own.left + own.right) / 2, y: own.top + height(own) * 0.75 }
  const apart = ({ corners }: PlateReading): number => {
    const at = middle(corners)
    return Math.hypot((at.x - place.x) / width(own), (at.y - place.y) / height(own))
  }
  const onIt = readings.filter(({ corners }) => {
    const at = middle(corners)
    return holds(withMargin(own, bumper), at) && !inFront.some((box) => holds(box, at))
  })
  return onIt.toSorted((a, b) => apart(a) - apart(b))[0] ?? null
}

const middle = (corners: readonly Point[]): Point => ({
  x: corners.reduce((sum, { x }) => sum + x, 0) / corners.length,
  y: corners.reduce((sum, { y }) => sum + y, 0) / corners.length,
})

/** The upright box around a plate. */
export const boxOf = (corners: readonly Point[]): Box => ({
  left: Math.min(...corners.map(({ x }) => x)),
  top: Math.min(...corners.map(({ y }) => y)),
  right: Math.max(...corners.map(({ x }) => x)),
  bottom: Math.max(...corners.map(({ y }) => y)),
})

const holds = ({ left, top, right, bottom }: Box, { x, y }: Point): boolean =>
  x >= left && x <= right && y >= top && y <= bottom

/** One picture that was looked at. */
export interface PlateFrame {
  readonly stage: FindingStage
  readonly at: number
  readonly reading: PlateReading | null
}

type Models = readonly Plate['networks'][number][]

/** What the pictures say together. Legible only where pictures of both stages read it: one vehicle stood there all the time. */
export function toPlate(frames: readonly PlateFrame[], models: Models): Plate {
  if (frames.length === 0) return notRead('no_picture', models)
  const verdict = agree(readingsOf(frames))
  const stages = new Set(
    frames.filter(({ reading }) => reading?.text === verdict.text).map(({ stage }) => stage),
  )
  const doubt = stages.size < 2 ? ('one_stage_only' as const) : null
  const reason = verdict.kind === 'legible' ? doubt : verdict.reason
  return {
    verdict: reason === null ? 'legible' : 'not_legible',
    text: verdict.text,
    confidences: verdict.characters.map(({ confidence }) => confidence),
    colour: verdict.colour,
    reason,
    frames: frames
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, stage, reading }) => ({
        at,
        stage,
        text: reading?.text ?? '',
        confidence: reading?.characters.length
          ? Math.min(...reading.characters.map(({ confidence }) => confidence))
          : 0,
        ...(reading && { heightPx: Math.round(reading.heightPx) }),
      })),
    networks: [...models],
  }
}

/** Nothing was looked at, for this reason. */
export const notRead = (reason: NonNullable<Plate['reason']>, models: Models = []): Plate => ({
  verdict: 'not_read',
  text: '',
  confidences: [],
  colour: null,
  reason,
  frames: [],
  networks: [...models],
})

/** Whether each stage by itself reads a plate beyond doubt, and not the same one (domain list R38). */
export function platesDiffer(frames: readonly PlateFrame[]): boolean {
  const texts = (['opened', 'confirmed'] as const).flatMap((stage) => {
    const verdict = agree(readingsOf(frames.filter((frame) => frame.stage === stage)))
    return verdict.kind === 'legible' ? [verdict.text] : []
  })
  return new Set(texts).size > 1
}

const readingsOf = (frames: readonly PlateFrame[]): PlateReading[] =>
  frames.flatMap(({ reading }) => reading ?? [])
