import type { Detection, Frame, ObjectClass } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { generator } from './random.ts'
import type { ActorClass, Scene, TakenFor, View, Weather } from './scene.ts'
import { truthAt, type TruthBox } from './truth.ts'

/** How well the truth is seen: what a model is given in place of pixels. */
export interface StandIn {
  /** Of a thing, the share in sight from which it is seen at all. */
  readonly leastShare: number
  /** Share of looks at which it is missed all the same. */
  readonly missShare: number
  /** How far an edge of a box is off at most, in shares of the box's own side. */
  readonly jitter: number
  /** Score of a thing wholly in sight; it falls to `leastScore` with what is hidden. */
  readonly bestScore: number
  readonly leastScore: number
  readonly seed: number
}

/** Sees all that is in sight, to the pixel. */
export const perfectStandIn: StandIn = {
  leastShare: 0.2,
  missShare: 0,
  jitter: 0,
  bestScore: 0.9,
  leastScore: 0.9,
  seed: 0,
}

/** Sees about as a small model does on a camera's stream. */
export const ordinaryStandIn: StandIn = {
  leastShare: 0.35,
  missShare: 0.06,
  jitter: 0.04,
  bestScore: 0.8,
  leastScore: 0.25,
  seed: 1,
}

/**
 * The same eye on such a day: of what it misses at noon it misses twice as much in the rain or under strong compression,
 * and half as much again at night, when nothing looks as sure. An eye that misses nothing does not. Chosen, not fitted.
 */
export function inWeather(standIn: StandIn, weather: Weather | undefined): StandIn {
  if (!weather) return standIn
  const { light, rain, smear = 0 } = weather
  const isDark = light < 0.5
  return {
    ...standIn,
    missShare: standIn.missShare * (rain > 0 || smear > 0 ? 2 : isDark ? 1.5 : 1),
    jitter: standIn.jitter * (smear > 0 ? 1.5 : 1),
    bestScore: standIn.missShare > 0 && isDark ? standIn.bestScore * 0.85 : standIn.bestScore,
  }
}

/** A box that is drawn about a thing that never moves moves by so much of its sides. */
const stillJitter = 0.004

/** What is no such thing, and was reported all the same. */
function mistaken(box: Box, { class: type, score, share }: TakenFor, random: () => number): Report[] {
  if (random() >= share) return []
  return [{ class: type, score: score + 0.06 * (random() - 0.5), box: blurred(box, stillJitter, random) }]
}

type Report = Omit<Detection, 'stir' | 'appearance'>

/**
 * Of the looks at somebody who stays, in so many he is seen to stir (of the drawn angler 51 % at five looks a second, 67 % at
 * key frames); of those at a thing, in so many noise looks like it.
 */
const [livelyShare, noisyShare] = [0.5, 0.02]

/** How much people stir, as it is measured on pixels where there are any. Who moves on always does. */
function createStirs(seed: number) {
  const random = generator(seed * 6151 + 5)
  const last = new Map<string, Box>()
  return (actorId: string, box: Box, isAlive: boolean): number | null => {
    const before = last.get(actorId)
    last.set(actorId, box)
    if (!before) return null
    const isMoving = Math.abs(before.left - box.left) > 0.05 * (box.right - box.left)
    const share = isAlive ? (isMoving ? 1 : livelyShare) : noisyShare
    return random() < share ? 0.06 + 0.2 * random() : 0.02 * random()
  }
}

/** One look: what the rules are given, and what was really there, hidden things too. */
export interface Looked {
  readonly frame: Frame
  readonly truth: readonly TruthBox[]
}

export interface Looking {
  readonly scene: Scene
  readonly view: View
  /** Epoch ms at which the scene begins; the first look. */
  readonly epochMs: number
  readonly everyMs: number
  readonly looks: number
  readonly standIn: StandIn
}

const isReported = (type: ActorClass): type is ObjectClass => type !== 'goods' && type !== 'scenery'

function blurred(box: Box, jitter: number, random: () => number): Box {
  const off = (side: number): number => (random() * 2 - 1) * jitter * side
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  return {
    left: Math.max(0, box.left + off(width)),
    top: Math.max(0, box.top + off(height)),
    right: Math.min(1, box.right + off(width)),
    bottom: Math.min(1, box.bottom + off(height)),
  }
}

/** What is reported of one thing. What misses nothing mistakes nothing either. */
function reportsOf(
  { class: type, takenFor, visibleBox, visibleShare }: TruthBox,
  standIn: StandIn,
  random: () => number,
): Report[] {
  if (!visibleBox || visibleShare < standIn.leastShare) return []
  if (takenFor && standIn.missShare > 0) return mistaken(visibleBox, takenFor, random)
  if (!isReported(type) || random() < standIn.missShare) return []
  const score = standIn.leastScore + (standIn.bestScore - standIn.leastScore) * visibleShare
  return [{ class: type, score, box: blurred(visibleBox, standIn.jitter, random) }]
}

/**
 * A scene as a model would report it, without a picture being drawn: hours of it in seconds. The same arguments give
 * the same frames.
 */
export function* looksAt({ scene, view, epochMs, everyMs, looks, standIn }: Looking): Generator<Looked> {
  const random = generator(standIn.seed)
  const stirOf = createStirs(standIn.seed)
  for (let look = 0; look < looks; look++) {
    const truth = truthAt(scene, view, (look * everyMs) / 1000)
    const detections = truth.flatMap((one): Detection[] => {
      const stir = stirOf(one.actorId, one.box, one.takenFor?.lives ?? !one.takenFor)
      return reportsOf(one, standIn, random).map((seen) =>
        seen.class === 'person' && stir !== null ? { ...seen, stir } : seen,
      )
    })
    yield { frame: { at: epochMs + look * everyMs, detections }, truth }
  }
}
