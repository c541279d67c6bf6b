import { expect, it } from 'vitest'
import { allScenes } from './scenes/scenes.ts'
import {
  inWeather,
  looksAt,
  ordinaryStandIn,
  perfectStandIn,
  type StandIn,
  type Looking,
} from './truth-frames.ts'
import { weathers } from './vary.ts'

const hidden = allScenes['pavement-hidden']!
const looking = (standIn: StandIn, some: Partial<Looking> = {}): Looking => ({
  scene: hidden,
  view: hidden.cameras[0]!.view,
  epochMs: 1_000_000,
  everyMs: 1000,
  looks: 240,
  standIn,
  ...some,
})
const carsAt = (standIn: StandIn, seconds: number) =>
  [...looksAt(looking(standIn))][seconds]!.frame.detections.filter((one) => one.class === 'car')

it('sees what is in sight and nothing that is hidden, while the truth still has it', () => {
  expect(carsAt(perfectStandIn, 50)).toHaveLength(1)
  expect(carsAt(perfectStandIn, 90).filter(({ box }) => box.bottom > 0.5)).toEqual([])
  const { truth } = [...looksAt(looking(perfectStandIn))][90]!
  expect(truth.find(({ actorId }) => actorId === 'car-parked')).toMatchObject({
    visibleBox: null,
    visibleShare: 0,
  })
})

it('never reports what no model knows', () => {
  const scene = allScenes['yard-quiet']!
  const looks = [...looksAt(looking(perfectStandIn, { scene, view: scene.cameras[0]!.view, looks: 20 }))]
  expect(looks[0]!.truth.map((one) => one.actorId)).toContain('banner')
  expect(new Set(looks.flatMap(({ frame }) => frame.detections.map((one) => one.class)))).toEqual(
    new Set(['person']),
  )
})

it('gives the same looks for the same arguments, others for another seed', () => {
  const first = [...looksAt(looking(ordinaryStandIn))]
  expect([...looksAt(looking(ordinaryStandIn))]).toEqual(first)
  expect([...looksAt(looking({ ...ordinaryStandIn, seed: 2 }))]).not.toEqual(first)
})

it('misses about its share, and blurs within its jitter', () => {
  const asked = [...looksAt(looking(perfectStandIn, { everyMs: 100, looks: 2000 }))]
  const seen = [
    ...looksAt(
      looking({ ...perfectStandIn, missShare: 0.1, jitter: 0.05, seed: 3 }, { everyMs: 100, looks: 2000 }),
    ),
  ]
  const count = (looks: typeof asked) => looks.reduce((sum, { frame }) => sum + frame.detections.length, 0)
  expect(count(seen) / count(asked)).toBeGreaterThan(0.87)
  expect(count(seen) / count(asked)).toBeLessThan(0.93)
  const [own, blurred] = [asked[400]!.frame.detections, seen[400]!.frame.detections]
  for (const { box } of blurred)
    expect(own.some((one) => Math.abs(one.box.left - box.left) < 0.05 * (one.box.right - one.box.left))).toBe(
      true,
    )
})

it('times every look from the epoch', () =>
  expect([...looksAt(looking(perfectStandIn, { looks: 3 }))].map(({ frame }) => frame.at)).toEqual([
    1_000_000, 1_001_000, 1_002_000,
  ]))

it.each([
  ['clear', weathers.clear, { missShare: 0.06, jitter: 0.04, bestScore: 0.8 }],
  ['night', weathers.night, { missShare: 0.09, bestScore: 0.68 }],
  ['rain', weathers.rain, { missShare: 0.12 }],
  ['smeared', weathers.smeared, { missShare: 0.12, jitter: 0.06 }],
] as const)('sees less on a day that is %s', (_, weather, expected) => {
  const seen = inWeather(ordinaryStandIn, weather)
  for (const [key, value] of Object.entries(expected))
    expect(seen[key as keyof StandIn]).toBeCloseTo(value, 9)
  expect(inWeather(perfectStandIn, weather)).toEqual(perfectStandIn)
})
