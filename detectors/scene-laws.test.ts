import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Detection, Frame } from './detection.ts'
import type { FindingEvent } from './finding.ts'
import { emptyScene, parseScene, step, type SceneState } from './scene.ts'
import { car, configOf, film, noise, parking, play, start } from './test/drawn-scene.ts'

/** One car's visit: it drives up from below to its slot, stands from `from` to `to`, and drives off upwards. */
interface Visit {
  readonly slot: number
  readonly from: number
  readonly to: number
}

const slots = [0.25, 0.42, 0.6]
const speed = 0.1
const visitsOf = (stays: readonly (readonly [number, number])[], slot: number): readonly Visit[] =>
  stays.reduce<readonly Visit[]>((visits, [pause, stand]) => {
    const from = (visits.at(-1)?.to ?? 0) + 8 + pause
    return [...visits, { slot, from, to: from + stand }]
  }, [])

function seenAt({ slot, from, to }: Visit, s: number): readonly Detection[] {
  const top = 0.6 + Math.max(0, from - s) * speed - Math.max(0, s - to) * speed
  return top > 0.9 || top < 0.1 ? [] : [car(slots[slot]!, top)]
}

interface Weather {
  readonly jitter: number
  readonly missing: number
  readonly seed: number
}

/** What a model makes of it: boxes that tremble, detections that fail, scores that vary. */
function perceive(frames: readonly Frame[], { jitter, missing, seed }: Weather): readonly Frame[] {
  const next = noise(seed)
  const off = (size: number): number => (next() * 2 - 1) * jitter * size
  return frames.map(({ at, detections }) => ({
    at,
    detections: detections
      .filter(() => next() >= missing)
      .map(({ box: { left, top, right, bottom } }) => ({
        class: next() < 0.8 ? 'car' : 'truck',
        score: 0.4 + next() * 0.5,
        box: {
          left: left + off(0.1),
          top: top + off(0.08),
          right: right + off(0.1),
          bottom: bottom + off(0.08),
        },
      })),
  }))
}

const stay = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 2, max: 160 }))
const visits = fc
  .tuple(...slots.map(() => fc.array(stay, { maxLength: 3 })))
  .map((all) => all.flatMap((stays, slot) => visitsOf(stays, slot)))
const weather = fc.record({
  jitter: fc.constantFrom(0, 0.015, 0.03),
  missing: fc.constantFrom(0, 0.1, 0.3),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})
const config = configOf(parking())

const filmed = (all: readonly Visit[], how: Weather, everyMs: number): readonly Frame[] =>
  perceive(
    film((s) => all.flatMap((visit) => seenAt(visit, s)), {
      until: Math.max(0, ...all.map(({ to }) => to)) + 140,
      everyMs,
    }),
    how,
  )

const legal = ['opened', 'opened closed', 'opened confirmed', 'opened confirmed closed']
const stories = (events: readonly FindingEvent[]): readonly (readonly FindingEvent[])[] =>
  [...new Set(events.map(({ findingId }) => findingId))].map((id) => events.filter((e) => e.findingId === id))

describe('laws of the fold', () => {
  it('the same frames give the same ids and events, and every finding runs opened, confirmed?, closed?', () => {
    fc.assert(
      fc.property(visits, weather, fc.constantFrom(500, 2000), (all, how, everyMs) => {
        const frames = filmed(all, how, everyMs)
        const { events } = play(frames, config)
        expect(play(frames, config).events).toEqual(events)
        for (const story of stories(events)) {
          expect(legal).toContain(story.map(({ stage }) => stage).join(' '))
          const ats = story.map(({ at }) => at)
          expect(ats).toEqual(ats.toSorted((a, b) => a - b))
        }
      }),
      { numRuns: 10, seed: 1 },
    )
  })

  it('a scene saved and read back at every frame, each frame given twice, gives the same events', () => {
    fc.assert(
      fc.property(visits, weather, (all, how) => {
        const frames = filmed(all, how, 1000)
        const saved = frames.reduce<{ state: SceneState; events: readonly FindingEvent[] }>(
          ({ state, events }, frame) => {
            const once = step(parseScene(JSON.parse(JSON.stringify(state))), frame, config)
            const twice = step(once.state, frame, config)
            expect(twice.state).toBe(once.state)
            return { state: twice.state, events: [...events, ...once.events, ...twice.events] }
          },
          { state: emptyScene, events: [] },
        )
        expect(saved.events).toEqual(play(frames, config).events)
      }),
      { numRuns: 5, seed: 2 },
    )
  })

  it('whoever is confirmed stood there all along, and whoever stood there is confirmed once', () => {
    fc.assert(
      fc.property(visits, weather, (all, how) => {
        const { events } = play(filmed(all, how, 200), config)
        const confirmed = events.filter(({ stage }) => stage === 'confirmed')
        const ofVisit = (visit: Visit): readonly FindingEvent[] =>
          confirmed.filter(
            ({ box, dwell }) =>
              Math.abs(box.left - slots[visit.slot]!) < 0.05 &&
              dwell.fromAt >= start + visit.from * 1000 - 1000 &&
              dwell.toAt <= start + visit.to * 1000 + 1000,
          )
        expect(all.flatMap(ofVisit)).toHaveLength(confirmed.length)
        const due = all.filter(({ from, to }) => to - from >= 15 + 60 + 2)
        expect(due.map((visit) => ofVisit(visit).length)).toEqual(due.map(() => 1))
      }),
      { numRuns: 8, seed: 3 },
    )
  })
})
