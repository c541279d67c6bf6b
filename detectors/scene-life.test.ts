import { describe, expect, it } from 'vitest'
import type { BoundRule } from './finding.ts'
import { emptyScene, isBusy, parseScene, SceneStateError, step, suspend, type SceneState } from './scene.ts'
import {
  car,
  configOf,
  film,
  parking,
  play,
  rectangle,
  start,
  told,
  visitor,
  type Story,
} from './test/drawn-scene.ts'

const config = configOf(parking())
const parked: Story = () => [car(0.4, 0.6)]
const reloaded = (state: SceneState): SceneState => parseScene(JSON.parse(JSON.stringify(state)))
const at = (seconds: number): number => start + seconds * 1000

describe('a restart', () => {
  it.each([
    ['of 5 s in the grace: the same finding, the claim runs on', 45, 50, ['confirmed 75']],
    ['of 60 s in the grace: the same finding, the claim begins anew', 45, 105, ['confirmed 180']],
    ['of 60 s after the confirmation: nothing new', 100, 160, []],
    ['of 3 min in the grace: the same finding', 45, 225, ['confirmed 300']],
    ['of a day after the confirmation: the same finding', 100, 86_500, []],
  ])('%s', (...[, until, from, expected]) => {
    const before = play(film(parked, { until }), config)
    const after = play(film(parked, { from, until: from + 80 }), config, reloaded(before.state))
    expect(told(after.events)).toEqual(expected)
    expect(new Set([...before.events, ...after.events].map(({ findingId }) => findingId)).size).toBe(1)
  })

  it('says who may be another after a time in which his place may have been taken', () => {
    const before = play(film(parked, { until: 45 }), config)
    const flagsAfter = (from: number) =>
      play(film(parked, { from, until: from + 80 }), config, reloaded(before.state)).events[0]?.flags
    expect(flagsAfter(105)).toBeUndefined()
    expect(flagsAfter(225)).toEqual(['identity_doubtful'])
  })

  it('never claims the time it was away', () => {
    const before = play(film(parked, { until: 45 }), config)
    const { events } = play(film(parked, { from: 105, until: 180 }), config, reloaded(before.state))
    expect(events[0]?.dwell).toMatchObject({ fromAt: at(105), longestGapMs: 200 })
  })
})

describe('a lost track', () => {
  /** As if the tracker had forgotten: the stays alone know the place. */
  const forget = (state: SceneState): SceneState => ({ ...state, tracker: { ...state.tracker, tracks: [] } })

  it('is the same stay when another track appears at its place', () => {
    const before = play(film(parked, { until: 45 }), config)
    const { events, state } = play(film(parked, { from: 46, until: 80 }), config, forget(before.state))
    expect(told(events)).toEqual(['confirmed 75'])
    expect(events[0]?.findingId).toBe(before.events[0]?.findingId)
    expect(events[0]?.trackId).not.toBe(before.events[0]?.trackId)
    expect(state.stays).toHaveLength(1)
  })

  it('is not continued by a car that is seen to drive up to its place', () => {
    const before = play(film(parked, { until: 45 }), config)
    const drivesUp: Story = (s) => [car(Math.max(0.4, 0.6 - (s - 46) * 0.1), 0.6)]
    const { events } = play(film(drivesUp, { from: 46, until: 130 }), config, forget(before.state))
    expect(told(events)).toEqual(['opened 63', 'confirmed 123'])
    expect(events[0]?.findingId).not.toBe(before.events[0]?.findingId)
  })
})

describe('rules that change', () => {
  const changed: BoundRule = { ...parking({ version: 2 }, { graceSeconds: 120 }), version: 2 }
  it.each([
    [
      'a new version leaves an open finding with the version it opened under',
      30,
      [changed],
      ['confirmed 75'],
    ],
    ['and begins what had not opened anew', 10, [changed], ['opened 25', 'confirmed 145']],
    ['a rule taken away closes its findings', 30, [], ['closed 30 rule_changed']],
    [
      'a zone taken away closes its findings',
      30,
      [parking({ id: 'zone-2' })],
      ['closed 30 rule_changed', 'opened 45', 'confirmed 105'],
    ],
  ])('%s', (...[, seconds, rules, expected]) => {
    const before = play(film(parked, { until: seconds }), config)
    const frames = film(parked, { from: seconds + 0.2, until: 150 })
    const { events } = play(frames, configOf(...rules), before.state)
    expect(told(events)).toEqual(expected)
  })

  it('carries its versions in every event (R61)', () => {
    const before = play(film(parked, { until: 30 }), config)
    const { events } = play(film(parked, { from: 31, until: 80 }), configOf(changed), before.state)
    expect(events[0]).toMatchObject({ stage: 'confirmed', ruleVersion: 1, zoneVersion: 1 })
  })
})

describe('a view that moved (R41)', () => {
  it('closes every finding, forgets every track and gives no id twice', () => {
    const both: Story = () => [car(0.4, 0.6), car(0.6, 0.7)]
    const before = play(film(both, { until: 30 }), config)
    const { state, events } = suspend(before.state, at(31), 'view_moved')
    expect(told(events)).toEqual(['closed 31 view_moved', 'closed 31 view_moved'])
    expect(state.stays).toEqual([])
    const after = play(film(both, { from: 32, until: 50 }), config, state)
    expect(told(after.events)).toEqual(['opened 47', 'opened 47'])
    expect(after.state.tracker.tracks.map(({ id }) => id)).toEqual([3, 4])
  })
})

it('never rewinds: a late or repeated frame changes nothing', () => {
  const { state } = play(film(parked, { until: 20 }), config)
  for (const late of [at(20), at(3)]) {
    const next = step(state, { at: late, detections: [] }, config)
    expect(next.state).toBe(state)
    expect(next).toMatchObject({
      events: [],
      drops: [{ reason: 'late_frame' }],
      facts: { at: late, tracks: [] },
    })
  }
})

describe('every detection that becomes no finding says why', () => {
  const closedNow = { hours: [{ days: [7], fromMinute: 0, toMinute: 1440 }] }
  it.each([
    ['wrong_class', 0, [car(0.4, 0.6, { class: 'person' })], parking()],
    ['wrong_class', 0, [car(0.4, 0.6, { class: 'bus' })], parking({}, { includeBuses: false })],
    ['low_score', 0, [car(0.4, 0.6, { score: 0.05 })], parking()],
    ['low_score', 0, [car(0.4, 0.6, { score: 0.3 })], parking()],
    ['low_score', 0, [car(0.4, 0.6, { score: 0.5 })], parking({}, { minScore: 0.6 })],
    ['too_small', 0, [car(0.4, 0.6, { width: 0.02 })], parking()],
    ['too_small', 0, [car(0.4, 0.6, { width: -0.1 })], parking()],
    ['too_small', 0, [car(NaN, 0.6)], parking()],
    ['outside_zone', 0, [car(0.05, 0.6)], parking()],
    ['in_bay', 0, [car(0.4, 0.6)], parking({ bays: [rectangle([0.35, 0.55], [0.55, 0.7])] })],
    ['outside_hours', 0, [car(0.4, 0.6)], parking(closedNow)],
    ['moving', 0, [car(0.4, 0.6)], parking()],
    ['not_still_yet', 10, [car(0.4, 0.6)], parking()],
    ['in_grace', 30, [car(0.4, 0.6)], parking()],
    ['partly_hidden', 30, [car(0.4, 0.6, { width: 0.03 })], parking()],
  ] as const)('%s, after %i s', (...[reason, seconds, detections, rule]) => {
    const before = seconds > 0 ? play(film(parked, { until: seconds }), configOf(rule)).state : emptyScene
    const { drops } = step(before, { at: at(seconds + 0.2), detections }, configOf(rule))
    expect(drops.map((drop) => drop.reason)).toEqual([reason])
  })

  it('and a confirmed one says nothing more', () => {
    const { steps } = play(film(parked, { until: 80 }), config)
    expect(steps.at(-1)?.drops).toEqual([])
  })
})

it('tells the facts of a frame: who was seen, where, for how long', () => {
  const { steps } = play(
    film(() => [car(0.4, 0.6), car(0.05, 0.6)], { until: 10 }),
    config,
  )
  expect(steps.at(-1)?.facts).toMatchObject({
    at: at(10),
    tracks: [
      { id: 1, class: 'car', stillMs: 10_000, insideOf: ['rule-1'] },
      { id: 2, class: 'car', stillMs: 10_000, insideOf: [] },
    ],
  })
})

describe('what needs a closer look', () => {
  const inBay = configOf(parking({ bays: [rectangle([0.35, 0.55], [0.55, 0.7])] }))
  const outside: Story = () => [car(0.05, 0.6)]
  const driving: Story = (s) => [car(0.9 - s * 0.1, 0.6)]
  const gone: Story = (s) => (s < 30 ? [car(0.4, 0.6)] : [])
  it.each([
    ['a car that drives through the zone', driving, 2, config, true],
    ['a car that stands', parked, 10, config, true],
    ['a car in its grace', parked, 40, config, true],
    ['a confirmed car alone', parked, 80, config, false],
    ['a car in a bay', parked, 40, inBay, false],
    ['a car outside the zone', outside, 40, config, false],
    ['a car just out of sight in its grace', gone, 40, config, true],
    ['a car long out of sight', gone, 60, config, false],
    ['an empty street', () => [], 10, config, false],
  ] as const)('%s', (...[, story, seconds, how, expected]) => {
    expect(isBusy(play(film(story, { until: seconds }), how).state, at(seconds))).toBe(expected)
  })

  /** Seen at 90 s for the last time at its place, at key frames every 2 s; from then on what `after` shows. */
  const then =
    (after: Story): Story =>
    (s) =>
      s <= 90 ? [car(0.4, 0.6)] : after(s)
  const person = car(0.35, 0.5, { class: 'person', width: 0.2, height: 0.3 })
  it.each([
    ['at its place', parked, 92, 92, false],
    ['missed by a look', () => [], 92, 92, true],
    ['missed, and no look since', () => [], 92, 107, true],
    ['missed, long ago', () => [], 92, 107.1, false],
    ['its place empty for 15 s', () => [], 106, 107, true],
    ['its place empty for longer', () => [], 108, 108, false],
    ['off its place', () => [car(0.44, 0.6)], 92, 92, true],
    ['missed once and there again', (s: number) => (s < 93 ? [] : [car(0.4, 0.6)]), 94, 94, false],
    ['hidden', () => [person], 92, 92, true],
    ['hidden for longer', () => [person], 106, 106, false],
    ['hidden, then its place empty', (s: number) => (s < 115 ? [person] : []), 116, 116, true],
  ] as const)('a confirmed car %s', (...[, after, until, now, expected]) => {
    const { state } = play(film(then(after), { until, everyMs: 2000 }), config)
    expect(state.stays[0]?.finding?.confirmedAt).toBe(at(76))
    expect(isBusy(state, at(now))).toBe(expected)
  })
})

describe('a saved state', () => {
  const saved = (): Record<string, unknown> =>
    JSON.parse(JSON.stringify(play(film(parked, { until: 30 }), config).state)) as Record<string, unknown>
  it.each([
    ['of another version', { version: 1 }, 'scene_version_differs'],
    ['without its tracker', { tracker: undefined }, 'scene_malformed'],
    ['with a stay that is none', { stays: [{}] }, 'scene_malformed'],
    ['with a field nobody knows', { more: 1 }, 'scene_malformed'],
    ['with a time that is no number', { tracker: { at: null, nextId: 1, tracks: [] } }, 'scene_malformed'],
  ])('%s is refused', (_, change, code) => {
    expect(() => parseScene({ ...saved(), ...change })).toThrow(expect.objectContaining({ code }) as Error)
  })

  it.each([null, 1, 'x', [], {}])('%j is refused', (json) => {
    expect(() => parseScene(json)).toThrow(SceneStateError)
  })

  it('names the place that is wrong', () => {
    const state = saved() as { tracker: { tracks: { box: { left: unknown } }[] } }
    state.tracker.tracks[0]!.box.left = 'x'
    expect(() => parseScene(state)).toThrow('tracker.tracks.0.box.left')
  })
})

describe('the grace', () => {
  it.each([
    ['every frame', 40],
    ['5 a second', 200],
    ['a key frame every 2 s', 2000],
  ])('confirms within one interval of the grace: %s', (_, everyMs) => {
    const { events } = play(film(visitor(5, 500), { until: 100, everyMs }), configOf(parking()))
    const [opened, confirmed] = events
    expect(events.map(({ stage }) => stage)).toEqual(['opened', 'confirmed'])
    const stopped = opened!.dwell.fromAt - start
    expect(stopped).toBeGreaterThanOrEqual(3_500)
    expect(stopped).toBeLessThanOrEqual(5_000 + everyMs)
    expect(opened!.at - opened!.dwell.fromAt - 15_000).toBeLessThanOrEqual(everyMs)
    expect(confirmed!.at - opened!.at - 60_000).toBeLessThanOrEqual(everyMs)
  })
})
