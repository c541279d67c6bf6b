import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { objectClasses, type ObjectClass } from '../detection.ts'
import { stayKinds, type BoundRule, type FindingEvent } from '../finding.ts'
import type { Story } from '../test/drawn-scene.ts'
import { ruleOf, thing, trembling, watch } from './test/drawn.ts'
import { paramProblems, stayRules } from './table.ts'

/** One rule of every kind, with short times where it may have them. */
const every: readonly BoundRule[] = stayKinds.map((kind) => {
  const wanted = { stillSeconds: 12, graceSeconds: 15, maxGapSeconds: 6, minGoods: 1, hits: 3 }
  const params = Object.entries(wanted).filter(([key]) =>
    stayRules[kind].params.some((one) => one.key === key),
  )
  const isAllowed = ([key, value]: [string, number]) => paramProblems(kind, { [key]: value }).length === 0
  return { ...ruleOf(kind, Object.fromEntries(params.filter(isAllowed))), id: `rule-${kind}` }
})

interface Actor {
  readonly type: ObjectClass
  readonly x: number
  readonly y: number
  readonly from: number
  readonly stays: number
  readonly sways: number
}

const actor: fc.Arbitrary<Actor> = fc.record({
  type: fc.constantFrom(...objectClasses),
  x: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  y: fc.double({ min: 0.5, max: 0.95, noNaN: true }),
  from: fc.integer({ min: 0, max: 20 }),
  stays: fc.integer({ min: 5, max: 100 }),
  sways: fc.constantFrom(0, 0.02, 0.2),
})

const storyOf =
  (actors: readonly Actor[]): Story =>
  (s) =>
    actors
      .filter(({ from, stays }) => s >= from && s < from + stays)
      .map(({ type, x, y, sways }) => thing(type, [x + sways * Math.sin(s / 3), y]))

const legal = ['opened', 'opened closed', 'opened confirmed', 'opened confirmed closed']
const storiesOf = (events: readonly FindingEvent[]) =>
  [...new Set(events.map(({ findingId }) => findingId))].map((id) => events.filter((e) => e.findingId === id))

function check(story: readonly FindingEvent[], times: readonly number[]): void {
  expect(legal).toContain(story.map(({ stage }) => stage).join(' '))
  for (const { at, openedAt, dwell, stage } of story) {
    expect(times).toContain(at)
    expect(dwell.fromAt).toBeLessThanOrEqual(dwell.toAt)
    expect(dwell.toAt).toBeLessThanOrEqual(at)
    if (stage !== 'closed') expect(dwell.toAt).toBe(at)
    expect(openedAt).toBe(story[0]!.at)
  }
}

describe('laws of every kind at once', () => {
  it('stories run in order, claims end when they are made, and the same frames give the same events', () => {
    fc.assert(
      fc.property(
        fc.array(actor, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 99 }),
        (actors, seed) => {
          const run = () =>
            watch(trembling(storyOf(actors), 0.06, seed), { until: 90, everyMs: 1000 }, ...every)
          const { events, steps } = run()
          expect(run().events).toEqual(events)
          for (const story of storiesOf(events))
            check(
              story,
              steps.map(({ facts }) => facts.at),
            )
        },
      ),
      { numRuns: 6, seed: 4 },
    )
  })

  it('nothing that is not seen is accused', () => {
    expect(watch(() => [], { until: 60, everyMs: 1000 }, ...every).events).toEqual([])
  })

  it('one that is seen by every kind opens the kinds that mean it', () => {
    const seen = objectClasses.map((type, i) =>
      thing(type, [0.22 + (i % 10) * 0.058, 0.6 + Math.floor(i / 10) * 0.08]),
    )
    const { events } = watch(
      trembling(() => seen, 0.1),
      { until: 45, everyMs: 1000 },
      ...every,
    )
    const opened = new Set(events.map(({ kind }) => kind))
    expect([...opened].sort()).toEqual(
      expect.arrayContaining([
        'angling',
        'illegal_parking',
        'kitchen_animal',
        'kitchen_no_hat',
        'open_burning',
      ]),
    )
  })
})
