import { describe, expect, it } from 'vitest'
import type { BoundRule } from './finding.ts'
import { emptyScene } from './scene.ts'
import {
  car,
  configOf,
  film,
  noise,
  parked,
  parking,
  play,
  rectangle,
  spot,
  told,
  visitor,
  within,
  type Cadence,
  type Story,
} from './test/drawn-scene.ts'

const shaky = (amount: number, seed: number): Story => {
  const next = noise(seed)
  const off = (size: number): number => (next() * 2 - 1) * amount * size
  return () => {
    const { left, top } = spot
    return [car(left + off(0.1), top + off(0.08), { width: 0.1 + off(0.1), height: 0.08 + off(0.08) })]
  }
}

/** Stands before the place of `parked`. */
const bus = car(0.3, 0.5, { class: 'person', width: 0.3, height: 0.3 })

interface Row {
  readonly name: string
  readonly story: Story
  readonly until?: number
  readonly cadence?: Partial<Cadence>
  readonly rules?: readonly BoundRule[]
  readonly events: readonly string[]
}

const morning = { days: [1, 2, 3, 4, 5], fromMinute: 8 * 60, toMinute: 10 * 60 + 1 }
const bay = { bays: [rectangle([0.38, 0.55], [0.52, 0.7])] }

const rows: readonly Row[] = [
  {
    name: 'a car that stays is reminded and confirmed',
    story: () => [parked],
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'a car that drives in, stays and drives off',
    story: visitor(5, 100),
    until: 130,
    events: ['opened 20', 'confirmed 80', 'closed 101 left'],
  },
  {
    name: 'a car that leaves within grace',
    story: visitor(5, 40),
    events: ['opened 20', 'closed 41 left_in_grace'],
  },
  {
    name: 'a car gone unseen, and one stray box at its place when its grace is over',
    story: (s) => (s < 66 || within(s, 75, 75.1) ? [parked] : []),
    until: 100,
    events: ['opened 15'],
  },
  {
    name: 'the same car seen again for longer than a flicker',
    story: (s) => (s < 66 || within(s, 75, 77) ? [parked] : []),
    until: 100,
    events: ['opened 15', 'confirmed 76'],
  },
  { name: 'a car that leaves before it stood for long', story: visitor(5, 15), events: [] },
  { name: 'traffic that passes through the zone', story: visitor(5, 5), events: [] },
  { name: 'a car in a painted bay', story: () => [parked], rules: [parking(bay)], events: [] },
  {
    name: 'a car with its foot in a bay',
    story: () => [parked],
    rules: [parking({ bays: [rectangle([0.44, 0.67], [0.46, 0.7])] })],
    events: [],
  },
  { name: 'a car outside the zone', story: () => [car(0.05, 0.6)], events: [] },
  { name: 'a car 55 % inside the zone', story: () => [car(0.155, 0.6)], events: [] },
  {
    name: 'a car 65 % inside the zone',
    story: () => [car(0.165, 0.6)],
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'outside hours',
    story: () => [parked],
    rules: [parking({ hours: [{ days: [1], fromMinute: 0, toMinute: 600 }] })],
    events: [],
  },
  {
    name: 'hours that end during grace',
    story: () => [parked],
    rules: [parking({ hours: [morning] })],
    events: ['opened 15', 'closed 60 hours_ended'],
  },
  {
    name: 'hours that end after the confirmation: the same finding until it leaves',
    story: visitor(0, 90),
    until: 120,
    rules: [parking({ hours: [morning] }, { graceSeconds: 30 })],
    events: ['opened 15', 'confirmed 45', 'closed 91 left'],
  },
  {
    name: 'hours that begin while it stands: the claim begins with them (scenario 12)',
    story: () => [parked],
    until: 140,
    rules: [parking({ hours: [{ days: [1], fromMinute: 601, toMinute: 700 }] })],
    events: ['opened 75', 'confirmed 135'],
  },
  {
    name: 'hidden for 10 s in its grace: one finding, and the claim runs on',
    story: (s) => (within(s, 30, 40) ? [] : [parked]),
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'its place seen empty for 15 s in its grace: the claim begins anew',
    story: (s) => (within(s, 30, 45) ? [] : [parked]),
    until: 130,
    events: ['opened 15', 'confirmed 120'],
  },
  {
    name: 'hidden for 60 s in its grace: one finding, whose claim begins anew',
    story: (s) => (within(s, 30, 90) ? [] : [parked]),
    until: 170,
    events: ['opened 15', 'confirmed 165'],
  },
  {
    name: 'hidden for 60 s after its confirmation: the same finding',
    story: (s) => (within(s, 100, 160) ? [] : [parked]),
    until: 200,
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'hidden behind something for as long as it likes: open until it is seen again or its place empty',
    story: (s) => (s < 30 ? [parked] : [bus]),
    until: 400,
    events: ['opened 15'],
  },
  {
    name: 'hidden for 150 s in its grace: the same finding, whose claim begins anew',
    story: (s) => (within(s, 30, 180) ? [bus] : [parked]),
    until: 300,
    events: ['opened 15', 'confirmed 255'],
  },
  {
    name: 'behind a bus for 40 minutes after its confirmation: one finding',
    story: (s) => (within(s, 100, 2500) ? [bus] : [parked]),
    until: 2700,
    cadence: { everyMs: 1000 },
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'gone from behind the bus: its place is seen empty, and that is the end',
    story: (s) => (s < 100 ? [parked] : s < 1000 ? [bus] : []),
    until: 1100,
    cadence: { everyMs: 1000 },
    events: ['opened 15', 'confirmed 75', 'closed 1011 left'],
  },
  {
    name: 'not seen to leave, but its place is seen empty',
    story: (s) => (s < 90 ? [parked] : []),
    until: 230,
    events: ['opened 15', 'confirmed 75', 'closed 210 left'],
  },
  {
    name: 'detections missing in every other frame',
    story: (s) => (Math.round(s * 5) % 2 ? [] : [parked]),
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'weak in every other frame',
    story: (s) => [car(0.4, 0.6, { score: Math.round(s * 5) % 2 ? 0.2 : 0.7 })],
    events: ['opened 15', 'confirmed 75'],
  },
  { name: 'always weak', story: () => [car(0.4, 0.6, { score: 0.3 })], events: [] },
  { name: 'too few pixels', story: () => [car(0.4, 0.6, { width: 0.02, height: 0.02 })], events: [] },
  { name: 'jitter of 1.5 %', story: shaky(0.015, 7), events: ['opened 15', 'confirmed 75'] },
  { name: 'jitter of 8 %', story: shaky(0.08, 7), events: ['opened 15', 'confirmed 75'] },
  {
    name: 'a bad frame now and then',
    story: (s) => [Math.round(s * 5) % 37 === 30 ? car(0.445, 0.6) : parked],
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'a car that creeps: 0.3 of its width in 6 s',
    story: (s) => [car(0.25 + s * 0.005, 0.6)],
    events: [],
  },
  {
    name: 'two boxes of one vehicle under two classes',
    story: () => [parked, car(0.402, 0.605, { class: 'truck', score: 0.6 })],
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'a vehicle whose class flickers between car and bus is judged by the votes',
    story: (s) => [car(0.4, 0.6, { class: Math.round(s * 5) % 3 ? 'car' : 'bus' })],
    rules: [parking({}, { includeBuses: false })],
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'a bus where buses are not meant',
    story: () => [car(0.4, 0.6, { class: 'bus' })],
    rules: [parking({}, { includeBuses: false })],
    events: [],
  },
  {
    name: 'a motorcycle where two-wheelers are not meant',
    story: () => [car(0.4, 0.6, { class: 'motorcycle' })],
    events: [],
  },
  {
    name: 'a motorcycle where two-wheelers are meant',
    story: () => [car(0.4, 0.6, { class: 'motorcycle' })],
    rules: [parking({}, { includeTwoWheelers: true })],
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'a grace set below the floor is 10 s',
    story: () => [parked],
    rules: [parking({}, { graceSeconds: 1, stillSeconds: 0 })],
    until: 30,
    events: ['opened 3', 'confirmed 13'],
  },
  {
    name: 'two cars at once, each its own finding',
    story: (s) => [parked, ...(s >= 10 ? [car(0.6, 0.7)] : [])],
    events: ['opened 15', 'opened 25', 'confirmed 75', 'confirmed 85'],
  },
  {
    name: 'another car in the same place after the first was seen leaving is another finding',
    story: (s) => (s < 45 ? visitor(0, 30)(s) : visitor(50, 500)(s)),
    until: 130,
    events: ['opened 15', 'closed 31 left_in_grace', 'opened 65', 'confirmed 125'],
  },
  {
    name: 'traffic in front that hides it in part and in whole',
    story: (s) => {
      const left = ((s % 12) / 12) * 1.2 - 0.2
      const truck = car(left, 0.58, { class: 'truck', width: 0.2, height: 0.16 })
      const overlap = Math.min(left + 0.2, 0.5) - Math.max(left, 0.4)
      if (overlap > 0.08) return [truck]
      return overlap > 0.02
        ? [truck, car(left < 0.4 ? 0.4 + overlap : 0.4, 0.6, { width: 0.1 - overlap })]
        : [truck, parked]
    },
    events: ['opened 15', 'confirmed 75'],
  },
  {
    name: 'cars of its own size that pass in front of it',
    story: (s) => {
      const left = ((s % 12) / 12) * 1.2 - 0.2
      return [car(left, 0.61), ...(Math.abs(left - 0.4) < 0.06 ? [] : [parked])]
    },
    events: ['opened 15', 'confirmed 75'],
  },
]

describe('illegal parking over time', () => {
  it.each(rows)('$name', ({ story, until = 90, cadence, rules, events }) => {
    const run = play(film(story, { until, ...cadence }), configOf(...(rules ?? [parking()])))
    expect(told(run.events)).toEqual(events)
  })
})

it('begins with nothing', () => {
  expect(play([], configOf(parking())).state).toEqual(emptyScene)
})
