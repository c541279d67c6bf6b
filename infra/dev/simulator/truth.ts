import type { Box } from '@sightline/detectors/geometry/point'
import {
  canvas,
  clipBox,
  toPicture,
  viewAt,
  type Actor,
  type ActorClass,
  type Scene,
  type TakenFor,
  type View,
} from './scene.ts'
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

/** One actor as a perfect model would see it. */
export interface TruthBox {
  readonly actorId: string
  readonly class: ActorClass
  /** What a model mistakes it for. */
  readonly takenFor?: TakenFor
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

/** A part of the drawing (its body, unless told) in a view's picture; may lie outside it. */
export function boxOf({ actor, x, y, scale, phase }: Placement, view: View, told?: Box): Box {
  const { foot, body, bodies } = sprites[actor.sprite]
  const part = told ?? bodies?.[phase] ?? body
  const [leftOf, rightOf] = actor.flip
    ? [foot.x - part.right, foot.x - part.left]
    : [part.left - foot.x, part.right - foot.x]
  const corner = (dx: number, dy: number) =>
    toPicture(view, {
      x: x + (dx * scale) / canvas.width,
      y: y - (actor.rise ?? 0) + (dy * scale) / canvas.height,
    })
  const { x: left, y: top } = corner(leftOf, part.top - foot.y)
  const { x: right, y: bottom } = corner(rightOf, part.bottom - foot.y)
  return { left, top, right, bottom }
}

const covers = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const isInPicture = ({ left, top, right, bottom }: Box): boolean =>
  left >= 0 && top >= 0 && right <= 1 && bottom <= 1

const cells = 16

interface Cells {
  count: number
  left: number
  top: number
  right: number
  bottom: number
}

/** Cells of the box whose middles are in the picture and behind nothing. Plain loops: rules are measured at thousands of times real time. */
function cellsInSight(box: Box, nearer: readonly Box[]): Cells {
  const [width, height] = [(box.right - box.left) / cells, (box.bottom - box.top) / cells]
  const seen = { count: 0, left: cells, top: cells, right: 0, bottom: 0 }
  for (let cell = 0; cell < cells * cells; cell++) {
    const [column, row] = [cell % cells, Math.floor(cell / cells)]
    const [x, y] = [box.left + width * (column + 0.5), box.top + height * (row + 0.5)]
    if (x < 0 || x > 1 || y < 0 || y > 1 || nearer.some((other) => covers(other, x, y))) continue
    seen.count++
    seen.left = Math.min(seen.left, column)
    seen.top = Math.min(seen.top, row)
    seen.right = Math.max(seen.right, column + 1)
    seen.bottom = Math.max(seen.bottom, row + 1)
  }
  return seen
}

/** The part of a box that is in the picture and behind nothing, on a grid of 16 x 16 cells. */
function visiblePart(box: Box, all: readonly Box[]): { share: number; box: Box } | null {
  const nearer = all.filter((other) => meets(box, other))
  if (nearer.length === 0 && isInPicture(box)) return { share: 1, box }
  const seen = cellsInSight(box, nearer)
  const [width, height] = [(box.right - box.left) / cells, (box.bottom - box.top) / cells]
  const part =
    seen.count > 0 &&
    clipBox({
      left: box.left + width * seen.left,
      top: box.top + height * seen.top,
      right: box.left + width * seen.right,
      bottom: box.top + height * seen.bottom,
    })
  return part ? { share: seen.count / (cells * cells), box: part } : null
}

/** An actor's own box, and what is reported of parts of it. */
function thingsOf(placement: Placement, view: View): { class: ActorClass; whole: Box }[] {
  const { actor } = placement
  const { head, hands } = sprites[actor.sprite]
  const also = (types: Actor['head'] = [], part?: Box): { class: ActorClass; whole: Box }[] =>
    types.map((type) => ({ class: type, whole: boxOf(placement, view, part) }))
  return [
    { class: actor.class, whole: boxOf(placement, view) },
    ...(head ? also(actor.head, head) : []),
    ...(hands ? also(actor.hands, hands) : []),
    ...also(actor.whole),
  ]
}

/** What is to be seen in a view's picture at a time. Pure: the drawing and the tests ask the same function. */
export function truthAt(scene: Scene, undisturbed: View, seconds: number): TruthBox[] {
  const view = viewAt(scene, undisturbed, seconds)
  const placed = placementsAt(scene, seconds)
  const wholes = placed.map((placement) => boxOf(placement, view))
  return placed.flatMap((placement, index) => {
    const nearer = wholes.slice(index + 1)
    return thingsOf(placement, view).flatMap(({ class: type, whole }) => {
      const box = clipBox(whole)
      if (!box) return []
      const visible = visiblePart(whole, nearer)
      return {
        actorId: placement.actor.as ?? placement.actor.id,
        class: type,
        ...(placement.actor.takenFor &&
          type === placement.actor.class && { takenFor: placement.actor.takenFor }),
        box,
        visibleBox: visible?.box ?? null,
        visibleShare: visible?.share ?? 0,
      }
    })
  })
}
