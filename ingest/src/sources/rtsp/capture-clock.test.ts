import { expect, it } from 'vitest'
import {
  type ClockInput,
  type ClockReading,
  type ClockState,
  settleOpening,
  startClock,
  stepClock,
} from './capture-clock.ts'

const START = 1_700_000_000_000
type Draw = (i: number) => Partial<ClockInput>

/** Arrives 60 ms after its capture and is held for two pictures, with a jitter that repeats every seven samples. */
const sample = (i: number, draw: Draw): ClockInput => ({
  pts: i * 3600,
  durationTicks: 3600,
  prftMs: null,
  arrivedAt: START + i * 40 + 140 + ((i * 5) % 7) * 3,
  ...draw(i),
})

function run(count: number, draw: Draw): ClockReading[] {
  let state: ClockState = startClock(90_000)
  return Array.from({ length: count }, (_, i) => {
    const step = stepClock(state, sample(i, draw))
    state = step.state
    return step.reading
  })
}

const camera =
  (skewMs: number): Draw =>
  (i) => ({ prftMs: START + (i + 1) * 40 + skewMs })

it.each<[string, Draw, Partial<ClockReading>]>([
  ['no clock: the server, offset unknown', () => ({}), { source: 'server-arrival', offsetMs: null }],
  ['a clock in step: the camera', camera(0), { source: 'camera-ntp', at: START + 99 * 40 }],
  ['300 ms ahead: still the camera', camera(300), { source: 'camera-ntp', at: START + 99 * 40 + 300 }],
  ['5 s ahead: the server, offset said', camera(5000), { source: 'server-arrival', offsetMs: 4940 }],
  [
    'an hour behind: the server, offset said',
    camera(-3_600_000),
    { source: 'server-arrival', offsetMs: -3_600_060 },
  ],
  [
    "ffmpeg's own clock, stamped on arrival: the server",
    (i) => ({ prftMs: sample(i, () => ({})).arrivedAt }),
    { source: 'server-arrival', offsetMs: null },
  ],
  [
    'a step of 5 ms at each sender report: the camera',
    (i) => ({ prftMs: START + (i + 1) * 40 + Math.floor(i / 40) * 5 }),
    { source: 'camera-ntp' },
  ],
])('%s', (_, draw, expected) => {
  expect(run(100, draw).at(-1)).toMatchObject(expected)
})

it('smooths arrival: the best delay of the window, not the jitter', () => {
  const steps = run(60, () => ({}))
    .slice(1)
    .map(({ at }, i, all) => at - (all[i - 1]?.at ?? at - 40))
  expect(new Set(steps.slice(10))).toEqual(new Set([40]))
})

it('says when the camera clock was moved, once, and goes by the server until it is steady again (R40)', () => {
  const readings = run(300, (i) => ({ prftMs: START + (i + 1) * 40 + (i + 1 < 150 ? 0 : 10_000) }))
  expect(readings.flatMap(({ jumpMs }, i) => (jumpMs === null ? [] : [[i, jumpMs]]))).toEqual([[150, 10_000]])
  expect(readings[149]?.source).toBe('camera-ntp')
  expect(readings[151]?.source).toBe('server-arrival')
  expect(readings[299]).toMatchObject({ source: 'server-arrival', offsetMs: 9940 })
})

it('a sender whose media time stood still for want of a processor has not moved its clock', () => {
  /** From the 100th sample on 4 s late, as its arrival is; the report at the 160th says so. */
  const readings = run(300, (i) => ({
    prftMs: START + (i + 1) * 40 + (i + 1 < 160 ? 0 : 4000),
    arrivedAt: sample(i, () => ({})).arrivedAt + (i < 100 ? 0 : 4000),
  }))
  expect(readings.filter(({ jumpMs }) => jumpMs !== null)).toEqual([])
  expect(readings[299]).toMatchObject({ source: 'camera-ntp', at: START + 299 * 40 + 4000 })
})

it.each<[string, Draw]>([
  ['set back while trusted', (i) => ({ prftMs: START + (i + 1) * 40 - (i < 100 ? 0 : 900) })],
  ['coming in with a clock that is behind', (i) => (i < 20 ? {} : { prftMs: START + (i + 1) * 40 - 800 })],
  ['restarting its media time', (i) => ({ pts: (i < 50 ? i : i + 90_000) * 3600 })],
])('never runs backwards: %s', (_, draw) => {
  const times = run(200, draw).map(({ at }) => at)
  expect(times.slice(1).every((at, i) => at > (times[i] ?? 0))).toBe(true)
})

it('places samples that come out of presentation order by their distance', () => {
  const order = [0, 3, 1, 2, 6, 4, 5]
  let state = startClock(90_000)
  const at = order.map((n, i) => {
    const step = stepClock(state, {
      ...sample(i, () => ({})),
      pts: n * 3600,
      arrivedAt: START + i * 40 + 160,
    })
    state = step.state
    return step.reading.at
  })
  expect(at.slice(4).map((value) => (value - at[4]!) / 40)).toEqual([0, -2, -1])
})

it.each<[string, Draw, number]>([
  ['five pictures a second: the camera in two seconds', (i) => ({ prftMs: START + (i + 1) * 200 }), 12],
  [
    'stamped on arrival without any jitter: not before it is sure',
    (i) => ({ prftMs: START + i * 200 + 460 }),
    51,
  ],
  [
    'B frames: the time of the sample after it',
    (i) => ({
      pts: shown(i) * 18_000,
      prftMs: START + shown(i + 1) * 200,
      arrivedAt: START + i * 200 + 660,
    }),
    12,
  ],
  [
    'B frames whose first media times are guessed: as soon',
    (i) => ({
      pts: (i < 5 ? shown(i) * 0.8 : shown(i)) * 18_000,
      prftMs: START + shown(i + 1) * 200,
      arrivedAt: START + Math.max(i, 6) * 200 + 660,
    }),
    18,
  ],
])('%s', (_, draw, first) => {
  const slow: Draw = (i) => ({
    pts: i * 18_000,
    durationTicks: 18_000,
    arrivedAt: START + i * 200 + 460,
    ...draw(i),
  })
  const trusted = run(120, slow).findIndex(({ offsetMs }) => offsetMs !== null)
  expect(Math.abs(trusted - first)).toBeLessThanOrEqual(2)
})

/** Which picture is sent as the i-th, where every other one is shown later than the one sent after it. */
function shown(i: number): number {
  return i % 2 === 0 ? i + 1 : i - 1
}

/** A camera that sends at once what it had since its last key frame, two seconds, and then as it happens. */
it.each<[string, Draw]>([
  ['without a clock', () => ({})],
  ['with one', (i) => ({ prftMs: START + (i + 1) * 40 })],
])('places what came in a burst by media time before the first that came as it was taken: %s', (_, draw) => {
  const burst = 50
  let state = startClock(90_000)
  const held = Array.from({ length: burst + 2 }, (_none, i) => {
    const arrivedAt = START + Math.max(burst + 1, i + 2) * 40
    const step = stepClock(state, { ...sample(i, () => ({})), ...draw(i), arrivedAt })
    state = step.state
    return { pts: i * 3600, reading: step.reading }
  })
  const settled = settleOpening(state, held)
  const times = settled.readings.map(({ at }) => at)
  expect(times).toEqual(held.map((__, i) => START + i * 40))
  const next = stepClock(
    settled.state,
    sample(burst + 2, (i) => ({ ...draw(i), arrivedAt: START + (i + 2) * 40 })),
  )
  expect(next.reading.at).toBe(START + (burst + 2) * 40)
})
