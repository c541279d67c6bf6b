import { describe, expect, it } from 'vitest'
import { told, type Story } from '../test/drawn-scene.ts'
import { lastDrops, ruleOf, thing, watch } from './test/drawn.ts'

const rule = ruleOf('illegal_parking', { stillSeconds: 15, graceSeconds: 30 })
const usual = ['opened 15', 'confirmed 45']
/** Drives in from the left until a time, then stands. */
const arriving = (stopsAt: number, x: number): ((s: number) => number) => {
  return (s) => x - Math.max(0, stopsAt - s) * 0.06
}
const van = (x: number) => thing('truck', [x, 0.8], { size: [0.24, 0.24] })
const painted = (x: number) => thing('car', [x + 0.02, 0.74], { size: [0.1, 0.08] })
const bus = thing('bus', [0.5, 0.8], { size: [0.34, 0.22] })
const parked = thing('car', [0.5, 0.78], { size: [0.1, 0.08] })
const whose = (story: Story) => watch(story, { until: 60 }, rule)

describe('a car painted on a van', () => {
  const x = arriving(5, 0.5)
  const both: Story = (s) => [van(x(s)), painted(x(s))]

  it('is no second vehicle', () => {
    const run = whose(both)
    expect(new Set(run.events.map(({ findingId }) => findingId)).size).toBe(1)
    expect(run.events.every((event) => event.class === 'truck')).toBe(true)
    expect(lastDrops(run)).toContain('part_of_vehicle')
  })

  it('is one when the van has gone and it stands there still', () => {
    const story: Story = (s) => (s < 30 ? both(s) : [painted(0.5)])
    expect(watch(story, { until: 100 }, rule).events.filter((one) => one.class === 'car')).not.toEqual([])
  })
})

describe('a real car is never taken for paint', () => {
  it.each<[string, Story]>([
    ['before a bus that was there, both seen at once', () => [bus, parked]],
    [
      'behind which a bus stops later',
      (s) => [parked, thing('bus', [arriving(20, 0.5)(s), 0.8], { size: [0.34, 0.22] })],
    ],
    [
      'that parks before a bus that stands',
      (s) => [bus, thing('car', [arriving(5, 0.5)(s), 0.78], { size: [0.1, 0.08] })],
    ],
    [
      'that parks before a bus, each come from another side at the same time',
      (s) => [
        thing('bus', [1 - arriving(5, 0.5)(s), 0.8], { size: [0.34, 0.22] }),
        thing('car', [arriving(5, 0.5)(s), 0.78], { size: [0.1, 0.08] }),
      ],
    ],
  ])('%s', (_, story) => {
    const ofCar = watch(story, { until: 70 }, rule).events.filter((event) => event.class === 'car')
    expect(ofCar.map(({ stage }) => stage)).toEqual(['opened', 'confirmed'])
  })
})

describe('what is far smaller than a vehicle that stands no nearer', () => {
  const toy = (x: number, y = 0.85) => thing('car', [x, y], { size: [0.035, 0.02] })
  const large = thing('car', [0.5, 0.8], { size: [0.2, 0.16] })

  it('is a toy', () => {
    const run = whose(() => [large, toy(0.62)])
    expect(told(run.events)).toEqual(usual)
    expect(lastDrops(run)).toContain('out_of_scale')
  })

  it.each<[string, Story]>([
    ['farther off', () => [large, toy(0.62, 0.6)]],
    ['with nothing to measure it by', () => [toy(0.62)]],
    ['beside what a model is unsure of', () => [{ ...large, score: 0.4 }, toy(0.62)]],
    ['far from the other', () => [thing('car', [0.15, 0.8], { size: [0.1, 0.09] }), toy(0.7)]],
    ['beside one three times as large', () => [thing('truck', [0.5, 0.8], { size: [0.1, 0.06] }), toy(0.56)]],
  ])('is none %s', (_, story) => {
    expect(lastDrops(whose(story))).not.toContain('out_of_scale')
  })
})
