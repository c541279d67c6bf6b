import type { Box } from '@sightline/detectors/geometry/point'
import { canvas, clipBox, toPicture, type Actor, type ActorClass, type Scene, type View } from './scene.ts'
import { sprites } from './sprites/sprites.ts'

/** Sprites are drawn at sizes a fifteenth apart, so that a moving object needs a few drawings and not one per frame. */
const scaleStep = 1.07

/** Where an actor is drawn: its foot point in the world, the scale of its drawing, its pose. */
export interface Placement {
  readonly actor: Actor
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly phase: number
}

/** One actor as a perfect network would see it. */
export interface TruthBox {
  readonly actorId: string
  readonly class: ActorClass
  /** Within the picture, 0..1. */
  readonly box: Box
  /** What is not hidden of it, to a sixteenth of the box; null where nothing is. */
  readonly visibleBox: Box | null
  /** 0..1 of the whole object, out of the picture counts as hidden. Judged by boxes, so a lower bound. */
  readonly visibleShare: number
}

/** Seconds into the loop, for any time. */
export const loopTime = (scene: Scene, seconds: number): number =>
  ((seconds % scene.loopSeconds) + scene.loopSeconds) % scene.loopSeconds

const steppedScale = (scale: number): number => scaleStep ** Math.round(Math.log(scale) / Math.log(scaleStep))

/** Where one actor is at a second of the loop, or nothing while it does not exist. */
export function placeActor(actor: Actor, seconds: number): Placement | null {
  const { from, to } = actor.visible ?? { from: 0, to: Infinity }
  const first = actor.path[0]
  if (!first || seconds < from || seconds >= to) return null
  const next = actor.path.findIndex((keyframe) => keyframe.at > seconds)
  const after = next < 0 ? actor.path.at(-1) : actor.path[next]
  const before = actor.path[next < 0 ? actor.path.length - 1 : Math.max(0, next - 1)]
  const a = before ?? first
  const b = after ?? first
  const share = b.at > a.at ? Math.min(1, Math.max(0, (seconds - a.at) / (b.at - a.at))) : 0
  const mix = (key: 'x' | 'y' | 'scale'): number => a[key] + (b[key] - a[key]) * share
  const { poses } = sprites[actor.sprite]
  const phase = poses ? Math.floor((seconds + 1e-6) / poses.seconds) % poses.count : 0
  return { actor, x: mix('x'), y: mix('y'), scale: steppedScale(mix('scale')), phase }
}

/** Everything in the world at a time, in the order of painting: what stands lower in the picture is nearer. */
export function placementsAt(scene: Scene, seconds: number): Placement[] {
  const at = loopTime(scene, seconds)
  return scene.actors
    .map((actor) => placeActor(actor, at))
    .filter((placement) => placement !== null)
    .sort((a, b) => a.y - b.y)
}

/** The object's box in a view's picture; may lie outside it. */
export function boxOf({ actor, x, y, scale }: Placement, view: View): Box {
  const { foot, body } = sprites[actor.sprite]
  const [leftOf, rightOf] = actor.flip
    ? [foot.x - body.right, foot.x - body.left]
    : [body.left - foot.x, body.right - foot.x]
  const corner = (dx: number, dy: number) =>
    toPicture(view, {
      x: x + (dx * scale) / canvas.width,
      y: y - (actor.rise ?? 0) + (dy * scale) / canvas.height,
    })
  const { x: left, y: top } = corner(leftOf, body.top - foot.y)
  const { x: right, y: bottom } = corner(rightOf, body.bottom - foot.y)
  return { left, top, right, bottom }
}

const covers = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom

const cells = 16

/** The part of a box that is in the picture and behind nothing, on a grid of 16 x 16 cells. */
function visiblePart(box: Box, nearer: readonly Box[]): { share: number; box: Box } | null {
  const [width, height] = [(box.right - box.left) / cells, (box.bottom - box.top) / cells]
  const seen = Array.from({ length: cells * cells }, (_, cell) => ({
    left: box.left + width * (cell % cells),
    top: box.top + height * Math.floor(cell / cells),
  })).filter(({ left, top }) => {
    const [x, y] = [left + width / 2, top + height / 2]
    return x >= 0 && x <= 1 && y >= 0 && y <= 1 && !nearer.some((other) => covers(other, x, y))
  })
  const part = seen.length === 0 ? null : clipBox(around(seen, { width, height }))
  return part && { share: seen.length / (cells * cells), box: part }
}

const around = (
  corners: readonly { left: number; top: number }[],
  cell: { width: number; height: number },
): Box => ({
  left: Math.min(...corners.map(({ left }) => left)),
  top: Math.min(...corners.map(({ top }) => top)),
  right: Math.max(...corners.map(({ left }) => left)) + cell.width,
  bottom: Math.max(...corners.map(({ top }) => top)) + cell.height,
})

/** What is to be seen in a view's picture at a time. Pure: the drawing and the tests ask the same function. */
export function truthAt(scene: Scene, view: View, seconds: number): TruthBox[] {
  const placed = placementsAt(scene, seconds).map((placement) => ({
    placement,
    whole: boxOf(placement, view),
  }))
  return placed.flatMap(({ placement: { actor }, whole }, index) => {
    const box = clipBox(whole)
    if (!box) return []
    const nearer = placed.slice(index + 1).map((other) => other.whole)
    const visible = visiblePart(whole, nearer)
    return [
      {
        actorId: actor.id,
        class: actor.class,
        box,
        visibleBox: visible?.box ?? null,
        visibleShare: visible?.share ?? 0,
      },
    ]
  })
}
