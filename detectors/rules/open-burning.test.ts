import { describe, expect, it } from 'vitest'
import type { BoundRule } from '../finding.ts'
import { noise, told, type Story } from '../test/drawn-scene.ts'
import { lastDrops, ruleOf, thing, trembling, watch } from './test/drawn.ts'

/** A flame whose height and width change by up to a third from frame to frame. */
function fire(x: number | ((s: number) => number), seed = 3): Story {
  const next = noise(seed)
  return (s) => {
    const size = [0.06 * (0.8 + next() * 0.4), 0.08 * (0.7 + next() * 0.6)] as const
    return [thing('flame', [typeof x === 'number' ? x : x(s), 0.7], { size })]
  }
}
const steady = thing('flame', [0.5, 0.7], { size: [0.06, 0.08] })
/** Its tip is anywhere within this share of its height, its foot stands. */
function licking(share: number): Story {
  const next = noise(9)
  return () => [thing('flame', [0.5, 0.7], { size: [0.06, 0.08 * (1 - share * next())] })]
}
const swaying: Story = (s) => [thing('flame', [0.5 + 0.01 * Math.sin(s * 9), 0.7], { size: [0.06, 0.08] })]
const until = (end: number, story: Story): Story => {
  return (s) => (s < end ? story(s) : [])
}
const some = (story: Story, share: number, seed = 5): Story => {
  const next = noise(seed)
  return (s) => story(s).filter(() => next() < share)
}
const burning = (params: BoundRule['params'] = {}): BoundRule => ruleOf('open_burning', params)

interface Row {
  readonly name: string
  readonly story: Story
  readonly until?: number
  readonly rule?: BoundRule
  readonly events: readonly string[]
}

const rows: readonly Row[] = [
  { name: 'a fire', story: fire(0.5), events: ['opened 10', 'confirmed 30'] },
  {
    name: 'a fire that nine of ten frames show',
    story: some(fire(0.5), 0.9),
    events: ['opened 10', 'confirmed 30'],
  },
  {
    name: 'a fire put out when told',
    story: until(20, fire(0.5)),
    until: 160,
    events: ['opened 10', 'closed 140 ceased_in_grace'],
  },
  {
    name: 'a fire that goes out after the confirmation',
    story: until(40, fire(0.5)),
    until: 180,
    events: ['opened 10', 'confirmed 30', 'closed 160 ceased'],
  },
  { name: 'the sun on a window', story: () => [steady], events: [] },
  { name: 'a lamp whose box trembles by a little', story: trembling(() => [steady], 0.03), events: [] },
  { name: 'a lamp whose box trembles by 6 %', story: trembling(() => [steady], 0.06), events: [] },
  { name: 'a box that sways and whose top stands', story: swaying, events: [] },
  {
    name: 'a low fire whose tip moves by an eighth',
    story: licking(0.25),
    events: ['opened 10', 'confirmed 30'],
  },
  { name: 'a tip that moves by a twentieth', story: licking(0.1), events: [] },
  { name: 'a red sign that the model calls a flame now and then', story: some(fire(0.5), 0.3), events: [] },
  {
    name: 'a red lorry that passes',
    story: fire((s) => 0.1 + s * 0.04),
    events: [],
  },
  {
    name: 'a tail light that flashes for five seconds',
    story: until(5, fire(0.5)),
    events: [],
  },
  { name: 'a fire outside the watched area', story: fire(0.1), events: [] },
  {
    name: 'two fires apart are two findings',
    story: (
      (left: Story, right: Story): Story =>
      (s) => [...left(s), ...right(s)]
    )(fire(0.3), fire(0.7, 11)),
    events: ['opened 10', 'opened 10', 'confirmed 30', 'confirmed 30'],
  },
]

describe('open burning over time', () => {
  it.each(rows)('$name', ({ story, until: end = 60, rule, events }) => {
    expect(told(watch(story, { until: end }, rule ?? burning()).events)).toEqual(events)
  })

  it.each([
    ['steady', [steady], {}],
    ['low_score', [{ ...steady, score: 0.4 }], {}],
    ['too_small', [thing('flame', [0.5, 0.7], { size: [0.005, 0.005] })], {}],
    ['outside_zone', [thing('flame', [0.1, 0.7])], {}],
  ] as const)('says %s', (reason, seen, params) => {
    expect(lastDrops(watch(() => seen, { until: 10 }, burning(params)))).toEqual([reason])
  })
})
