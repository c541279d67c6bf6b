import { describe, expect, it } from 'vitest'
import type { StayKind } from '../finding.ts'
import { noise, start, told, within, type Story } from '../test/drawn-scene.ts'
import { ruleOf, thing, watch } from './test/drawn.ts'
import { bin, flame } from './test/kitchen-things.ts'

/** Whom a model is never sure of: half hidden by the stove, or not there at all. */
const weak = thing('person', [0.5, 0.8], { size: [0.1, 0.3], score: 0.5 })
const byTheBin = thing('person', [0.34, 0.85], { score: 0.5 })
const next = (seed: number, share: number): (() => boolean) => {
  const random = noise(seed)
  return () => random() < share
}

interface Visit {
  readonly name: string
  readonly from: number
  readonly to: number
  /** In this share of the looks. */
  readonly share: number
  readonly everyMs: number
  readonly ends: boolean
}

interface Watching {
  readonly until: number
  readonly stillSeconds: number
  readonly seed?: number
}

const visits: readonly Visit[] = [
  { name: 'a ghost, 20 s', from: 40, to: 60, share: 0.4, everyMs: 200, ends: false },
  { name: 'a flicker', from: 40, to: 40.2, share: 1, everyMs: 200, ends: false },
  { name: 'a cook, 10 s', from: 40, to: 50, share: 0.94, everyMs: 200, ends: true },
  { name: 'a cook, 10 s, in the rain', from: 40, to: 50, share: 0.88, everyMs: 200, ends: true },
  { name: 'a cook, 5 s', from: 40, to: 45, share: 1, everyMs: 200, ends: true },
  { name: 'one who is seldom seen, 50 s', from: 40, to: 90, share: 0.45, everyMs: 200, ends: true },
  { name: 'a cook, 10 s, at key frames', from: 40, to: 50, share: 1, everyMs: 2000, ends: true },
  { name: 'a box in one key frame', from: 40, to: 42, share: 1, everyMs: 2000, ends: false },
]

const kinds = [
  ['kitchen_fire_unattended', flame, weak],
  ['kitchen_bin_open', bin, byTheBin],
] as const

describe.each(kinds)('%s', (kind, wrong, person) => {
  const watched = (visit: Visit, { until, stillSeconds, seed = 3 }: Watching) => {
    const isSeen = next(seed, visit.share)
    const story: Story = (s) => (within(s, visit.from, visit.to) && isSeen() ? [wrong, person] : [wrong])
    return watch(story, { until, everyMs: visit.everyMs }, ruleOf(kind satisfies StayKind, { stillSeconds }))
  }

  it.each(visits)('$name, within what is claimed', (visit) => {
    const { state } = watched(visit, { until: visit.to + 10, stillSeconds: 600 })
    const [stay] = state.stays
    const fromAt = (stay!.dwell!.fromAt - start) / 1000
    if (visit.ends) expect(fromAt).toBeGreaterThan(visit.to - 5)
    else expect(fromAt).toBe(0)
  })

  it.each(visits)('$name, after the confirmation', (visit) => {
    const { state } = watched(visit, { until: visit.to + 10, stillSeconds: 20 })
    const [stay] = state.stays
    const toAt = (stay!.dwell!.toAt - start) / 1000
    // What was seen before the first sight of somebody, and no look later.
    if (visit.ends) expect(toAt).toBeLessThan(visit.from + 1)
    else expect(toAt).toBeCloseTo(visit.to + 10, 0)
  })

  it('confirms nothing while somebody may be there', () => {
    const ghost = visits[0]!
    const { events } = watched({ ...ghost, from: 10, to: 30 }, { until: 40, stillSeconds: 20 })
    const [opened] = told(events)
    expect(Number(opened!.split(' ')[1])).toBeGreaterThanOrEqual(20)
    expect(events[0]!.dwell.fromAt).toBe(start)
  })

  it('is seldom cut by ghosts: not once in ten of 20 s', () => {
    const cut = Array.from(
      { length: 10 },
      (_, i) => watched(visits[0]!, { until: 70, stillSeconds: 600, seed: i + 11 }).state.stays[0],
    )
    expect(cut.filter((stay) => stay!.dwell!.fromAt !== start)).toHaveLength(0)
  })
})
