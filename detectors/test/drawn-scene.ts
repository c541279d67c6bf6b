import type { Detection, Frame, ObjectClass } from '../detection.ts'
import type { BoundRule, FindingEvent, Zone } from '../finding.ts'
import type { Point } from '../geometry/point.ts'
import { emptyScene, step, type SceneConfig, type SceneState, type Step } from '../scene.ts'
import { trackerDefaults } from '../tracking/track.ts'

/** Monday 2026-11-23 10:00:00 in Asia/Shanghai. */
export const start = Date.UTC(2026, 10, 23, 2)

/** `[left, top]` and `[right, bottom]`. */
export const rectangle = (
  [left, top]: readonly [number, number],
  [right, bottom]: readonly [number, number],
): readonly Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
]

export const pavement: Zone = {
  id: 'zone-1',
  version: 1,
  polygon: rectangle([0.2, 0.5], [0.8, 0.9]),
  bays: [],
  hours: [],
}

export const parking = (zone: Partial<Zone> = {}, params: BoundRule['params'] = {}): BoundRule => ({
  id: 'rule-1',
  version: 1,
  kind: 'illegal_parking',
  params: { graceSeconds: 60, ...params },
  zone: { ...pavement, ...zone },
})

export const configOf = (...rules: readonly BoundRule[]): SceneConfig => ({
  sourceId: 'camera-1',
  tracker: trackerDefaults,
  rules,
})

interface Look {
  readonly class?: ObjectClass
  readonly score?: number
  readonly width?: number
  readonly height?: number
}

/** A vehicle of 0.1 x 0.08 of the picture whose box begins at (left, top). */
export const car = (left: number, top: number, look: Look = {}): Detection => ({
  class: look.class ?? 'car',
  score: look.score ?? 0.8,
  box: { left, top, right: left + (look.width ?? 0.1), bottom: top + (look.height ?? 0.08) },
})

/** What the model sees `seconds` after the start. */
export type Story = (seconds: number) => readonly Detection[]

/** Where the car of these stories stands. */
export const spot = { left: 0.4, top: 0.6 }
export const parked = car(spot.left, spot.top)

export const within = (s: number, from: number, to: number): boolean => s >= from && s < to

/** Drives in from the right until `arrives`, stands, drives off to the left from `leaves` on. */
export const visitor =
  (arrives: number, leaves: number): Story =>
  (s) => {
    const left = s < arrives ? spot.left + (arrives - s) * 0.08 : spot.left - Math.max(0, s - leaves) * 0.08
    return left > -0.05 && left < 0.95 ? [car(left, spot.top)] : []
  }

export interface Cadence {
  readonly until: number
  readonly everyMs?: number
  readonly from?: number
}

export function film(story: Story, { until, everyMs = 200, from = 0 }: Cadence): readonly Frame[] {
  const count = Math.floor(((until - from) * 1000) / everyMs) + 1
  return Array.from({ length: count }, (_, i) => {
    const ms = from * 1000 + i * everyMs
    return { at: start + ms, detections: story(ms / 1000) }
  })
}

export interface Run {
  readonly state: SceneState
  readonly events: readonly FindingEvent[]
  readonly steps: readonly Step[]
}

export function play(frames: readonly Frame[], config: SceneConfig, from: SceneState = emptyScene): Run {
  const steps: Step[] = []
  for (const frame of frames) steps.push(step(steps.at(-1)?.state ?? from, frame, config))
  return { state: steps.at(-1)?.state ?? from, events: steps.flatMap(({ events }) => events), steps }
}

/** `opened 15`, `closed 80 left`: stage, whole seconds since the start, reason. */
export const told = (events: readonly FindingEvent[]): readonly string[] =>
  events.map(({ stage, at, reason }) =>
    [stage, Math.floor((at - start) / 1000), ...(reason ? [reason] : [])].join(' '),
  )

/** Numbers 0..1 that look random and are the same every time (Park and Miller 1988). */
export function noise(seed: number): () => number {
  let state = (Math.abs(seed) % 2147483646) + 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
