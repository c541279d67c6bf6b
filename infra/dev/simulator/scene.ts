import type { ObjectClass } from '@sightline/detectors/detection'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import type { SpriteStyle, SpriteName } from './sprites/sprites.ts'

/** The world of a scene is drawn on a canvas of this many units; positions in it are 0..1 on both axes. */
export const canvas = { width: 1920, height: 1080 } as const

/** What the ground truth calls an actor: a class a model may report, or a label of our own that none does. */
export type ActorClass = ObjectClass | 'goods' | 'scenery'

/** Where an actor's foot point is at a time. Between two keyframes everything moves in a straight line. */
export interface Keyframe extends Point {
  /** Seconds into the loop. */
  readonly at: number
  readonly scale: number
}

/** What a model takes a thing for that it is not: how surely, and in what share of its looks. */
export interface TakenFor {
  readonly class: ObjectClass
  readonly score: number
  readonly share: number
  /** It moves as somebody does: what a pane shows of him. */
  readonly lives?: true
}

/** One thing that is there, or moves. Outside `visible` (seconds, from inclusive, to exclusive) it does not exist. */
export interface Actor {
  readonly id: string
  readonly class: ActorClass
  readonly sprite: SpriteName
  readonly look?: SpriteStyle
  readonly flip?: boolean
  /** How far above its foot point it is drawn (world heights): for what lies on a table. Depth follows the foot point. */
  readonly rise?: number
  /** Never empty, ordered by `at`; before the first and after the last keyframe the actor stands. */
  readonly path: readonly Keyframe[]
  readonly visible?: { readonly from: number; readonly to: number }
  /** The id of what it is, where several actors draw one thing in turn: a cook who turns round. */
  readonly as?: string
  /** What it is mistaken for. Absent: for nothing. */
  readonly takenFor?: TakenFor
  /** What a perfect model also reports of its head: no hat, no mask. */
  readonly head?: readonly ObjectClass[]
  /** The same of its hands, and of the whole of it. */
  readonly hands?: readonly ObjectClass[]
  readonly whole?: readonly ObjectClass[]
}

/** A camera's picture: the part of the world it shows, 16:9 like the world itself. */
export interface View {
  readonly left: number
  readonly top: number
  /** Of the world's width, and so also of its height. */
  readonly width: number
}

/** A text in Chinese and in English. */
export interface Name {
  readonly zh: string
  readonly en: string
}

/** One camera of a scene. */
export interface SceneCamera {
  readonly id: string
  readonly name: Name
  readonly view: View
}

/** A polygon worth registering, in world coordinates, with the painted bays in which it does not apply. */
export interface SceneZone {
  readonly id: string
  readonly name: Name
  readonly polygon: readonly Point[]
  readonly bays: readonly (readonly Point[])[]
}

/** What is against a rule in a scene. A scene without rows is one in which no rule may find anything. */
export interface Violation {
  readonly kind: ViolationKind
  readonly actorId: string
  /** What of it is against the rule, where that is not all of it: a bare head. */
  readonly class?: ObjectClass
  readonly zoneId: string
  /** Seconds of the loop in which it goes on. */
  readonly from: number
  readonly to: number
}

/** What a camera makes of the world besides what is in it. */
export interface Weather {
  /** Share of the light of day. */
  readonly light: number
  /** Streaks in a picture. */
  readonly rain: number
  /** How far the mast sways each way, in canvas units. */
  readonly sway: number
  /** How much the encoder lost: not drawn, but told to the eye that stands in for a model (`truth-frames.ts`). */
  readonly smear?: number
}

/** A drawn world as data: what is there, when, how it moves, and who looks at it. */
export interface Scene {
  readonly id: string
  readonly name: Name
  /** Whole, even seconds: the loop is cut into groups of pictures of two seconds. */
  readonly loopSeconds: number
  /** SVG of the empty world, without the outer element, on `canvas` units. */
  readonly backdrop: string
  readonly actors: readonly Actor[]
  readonly cameras: readonly SceneCamera[]
  readonly zones: readonly SceneZone[]
  readonly violations: readonly Violation[]
  /** A still, clear day where absent. */
  readonly weather?: Weather
}

/** The whole world in one picture. */
export const wholeView: View = { left: 0, top: 0, width: 1 }

/** World to picture, for one view. May lie outside 0..1: the caller clips. */
export function toPicture(view: View, point: Point): Point {
  return { x: (point.x - view.left) / view.width, y: (point.y - view.top) / view.width }
}

/** The part of a box inside the picture, or nothing where they do not meet. */
export function clipBox(box: Box): Box | null {
  const left = Math.max(0, box.left)
  const top = Math.max(0, box.top)
  const right = Math.min(1, box.right)
  const bottom = Math.min(1, box.bottom)
  return left < right && top < bottom ? { left, top, right, bottom } : null
}

/**
 * Where a camera on a swaying mast looks. It repeats every two seconds, so that a still world stays one group of pictures.
 */
export function viewAt({ weather }: Scene, view: View, seconds: number): View {
  if (!weather || weather.sway === 0) return view
  const turn = seconds * Math.PI
  return {
    ...view,
    left: view.left + (weather.sway * view.width * Math.sin(3 * turn)) / canvas.width,
    top: view.top + (0.6 * weather.sway * view.width * Math.sin(5 * turn + 1)) / canvas.height,
  }
}
