import type { Detection, ObjectClass } from '../detection.ts'
import { area, coveredShare, intersection, shift } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'
import type { Labelled } from '../measures/labelled.ts'
import type { Appearance } from '../tracking/appearance.ts'
import type { ShakenFrame } from '../tracking/steady.ts'
import { noise, start } from './drawn-scene.ts'

/** One thing and its way through the picture; null: not in it. What reaches further down stands in front. */
export interface Actor {
  readonly id: number
  readonly class: ObjectClass
  readonly at: (seconds: number) => Box | null
}

/** What the model makes of it. */
export interface Weather {
  readonly seed: number
  /** Of a box's sides, standard deviation. */
  readonly jitter?: number
  /** The share of things that are not found though they are seen well. */
  readonly missing?: number
  /** False boxes a frame. */
  readonly ghosts?: number
  /** The mean score of what is seen well. */
  readonly score?: number
  /** What a model that tells people apart makes of one. */
  readonly looks?: (id: number) => Appearance | null
  /** Where the camera points at that time, against where it should. */
  readonly shake?: (seconds: number) => Point
}

/** A frame, and what was truly to be seen in it, both as the camera sees it. */
export interface TrueFrame extends ShakenFrame {
  readonly shift: Point
  readonly truth: readonly Labelled[]
}

/** Less than this of a thing to be seen is nothing. */
const visibleShare = 0.3

/** Numbers around 0 with the standard deviation 1, nearly (sum of twelve, central limit). */
const bell = (next: () => number): number => Array.from({ length: 12 }, next).reduce((a, b) => a + b, -6)

/** The part of a box that nothing in front of it hides, and how much of it that is. */
function visiblePart(box: Box, front: readonly Box[]): { part: Box; share: number } {
  return front.reduce(
    ({ part, share }, cover) => {
      const taken = coveredShare(part, cover)
      if (taken === 0) return { part, share }
      if (taken >= 1) return { part, share: 0 }
      const sides = [
        { ...part, right: Math.min(part.right, cover.left) },
        { ...part, left: Math.max(part.left, cover.right) },
        { ...part, bottom: Math.min(part.bottom, cover.top) },
      ]
      const best = sides.toSorted((a, b) => area(b) - area(a))[0] ?? part
      return { part: area(best) > 0 ? best : part, share: share * (1 - taken) }
    },
    { part: box, share: 1 },
  )
}

const inPicture = (box: Box): boolean =>
  intersection(box, { left: 0, top: 0, right: 1, bottom: 1 }) >= area(box) * 0.5

/** Seen boxes: trembling, partly hidden ones weak and cut, some missing, some out of nothing. */
function perceive(
  seen: readonly (Labelled & { class: ObjectClass })[],
  weather: Required<Weather>,
  next: () => number,
) {
  const { jitter, missing, ghosts, score } = weather
  return seen
    .flatMap(({ box, ...thing }): readonly Sight[] => {
      const front = seen.filter((other) => other.id !== thing.id && other.box.bottom > box.bottom)
      const { part, share } = visiblePart(
        box,
        front.map((other) => other.box),
      )
      const [w, h] = [(box.right - box.left) * jitter, (box.bottom - box.top) * jitter]
      const [left, top, right, bottom] = [bell(next) * w, bell(next) * h, bell(next) * w, bell(next) * h]
      const value = score + bell(next) * 0.08 - (1 - share) * 0.6
      const isMissed = next() < missing
      if (share < visibleShare) return []
      const from = share > 0.7 ? box : part
      const noisy = {
        left: from.left + left,
        top: from.top + top,
        right: from.right + right,
        bottom: from.bottom + bottom,
      }
      const appearance = weather.looks(thing.id)
      const found = {
        class: thing.class,
        score: Math.min(0.95, Math.max(0.05, value)),
        box: noisy,
        ...(appearance && { appearance }),
      }
      return [{ truth: { id: thing.id, box: from }, found: isMissed ? null : found }]
    })
    .concat(next() < ghosts ? [ghost(next)] : [])
}

interface Sight {
  readonly truth: Labelled | null
  readonly found: Detection | null
}

function ghost(next: () => number): Sight {
  const [left, top] = [next() * 0.9, 0.3 + next() * 0.6]
  const box = { left, top, right: left + 0.04 + next() * 0.08, bottom: top + 0.03 + next() * 0.07 }
  return { truth: null, found: { class: 'car', score: 0.15 + next() * 0.35, box } }
}

/** The actors filmed: at each of the times (seconds), what was there and what the model said. */
export function filmStreet(
  actors: readonly Actor[],
  times: readonly number[],
  how: Weather,
): readonly TrueFrame[] {
  const still = (): Point => ({ x: 0, y: 0 })
  const usual = { jitter: 0.03, missing: 0.05, ghosts: 0.1, score: 0.65, shake: still, looks: () => null }
  const weather = { ...usual, ...how }
  const next = noise(weather.seed)
  return times.map((s) => {
    const off = weather.shake(s)
    const seen = actors.flatMap((actor) => {
      const box = actor.at(s)
      return box && inPicture(box) ? [{ id: actor.id, class: actor.class, box: shift(box, off) }] : []
    })
    const sights = perceive(seen, weather, next)
    return {
      at: start + Math.round(s * 1000),
      detections: sights.flatMap(({ found }) => found ?? []),
      truth: sights.flatMap(({ truth }) => truth ?? []),
      shift: off,
    }
  })
}

/** Every `everyMs` from one second to another. */
export const every = (everyMs: number, from: number, until: number): readonly number[] =>
  Array.from(
    { length: Math.floor(((until - from) * 1000) / everyMs) + 1 },
    (_, i) => from + (i * everyMs) / 1000,
  )
