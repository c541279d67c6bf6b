import { describe, expect, it } from 'vitest'
import type { BoundRule, FindingEvent } from '../finding.ts'
import {
  car,
  configOf,
  film,
  noise,
  parking,
  play,
  start,
  told,
  within,
  type Story,
} from '../test/drawn-scene.ts'
import { ruleOf, thing, trembling, watch } from './test/drawn.ts'
import { flame, head } from './test/kitchen-things.ts'

const at = (x: number, y = 0.7, score = 0.8) => thing('person', [x, y], { score })
/** Seconds from the start that the last event claims. */
const claimOf = (events: readonly FindingEvent[]): readonly number[] => {
  const dwell = events.at(-1)?.dwell
  return dwell ? [(dwell.fromAt - start) / 1000, (dwell.toAt - start) / 1000] : []
}
const both =
  (...stories: readonly Story[]): Story =>
  (s) =>
    stories.flatMap((story) => story(s))

interface Row {
  readonly name: string
  readonly story: Story
  readonly rule: BoundRule
  readonly until: number
  readonly everyMs?: number
  readonly claim: readonly number[]
}

/** Comes at three widths a second, stands from 5 to 85, goes as he came. */
const visitor: Story = (s) => [at(0.5 - 0.12 * (Math.max(0, 5 - s) + Math.max(0, s - 85)))]
const shop: Story = (s) => (within(s, 10, 700) ? [thing('table', [0.5, 0.7])] : [])
/** Four shapes in turn, each for two key frames. */
const fire: Story = (s) => {
  const height = [0.1, 0.06, 0.09, 0.05][Math.floor(s / 4) % 4] ?? 0.1
  return s < 20 || s >= 80 ? [] : [thing('flame', [0.5, 0.7], { size: [0.06, height] })]
}

describe('a claim covers the stay, and nothing before or after it', () => {
  it.each<Row>([
    {
      name: 'who comes and goes: not his way there, nor off',
      story: visitor,
      rule: ruleOf('angling', { graceSeconds: 10 }),
      until: 230,
      claim: [5, 85],
    },
    {
      name: 'goods: from when they were put there, not from when that was sure',
      story: shop,
      rule: ruleOf('shop_front', { graceSeconds: 60 }),
      until: 840,
      everyMs: 1000,
      claim: [10, 699],
    },
    {
      name: 'a fire at key frames, two looks of which are alike',
      story: fire,
      rule: ruleOf('open_burning'),
      until: 210,
      everyMs: 2000,
      claim: [20, 78],
    },
    {
      name: 'a bare head at key frames: from the first of the looks that are enough',
      story: (s) => (within(s, 10, 40) ? [head('no_hat')] : []),
      rule: ruleOf('kitchen_no_hat'),
      until: 170,
      everyMs: 2000,
      claim: [10, 38],
    },
    {
      name: 'a flicker of the model four seconds before is no part of it',
      story: (s) => (within(s, 6, 6.1) || within(s, 10, 40) ? [head('no_hat')] : []),
      rule: ruleOf('kitchen_no_hat'),
      until: 170,
      claim: [10, 39.8],
    },
  ])('$name', ({ story, rule, until, everyMs = 200, claim }) => {
    const { events } = watch(story, { until, everyMs }, rule)
    expect(events.at(-1)?.stage).toBe('closed')
    const [from = NaN, to = NaN] = claimOf(events)
    expect(from).toBeGreaterThanOrEqual(claim[0]! - 0.2)
    expect(from).toBeLessThanOrEqual(claim[0]! + 0.2)
    expect(Math.abs(to - claim[1]!)).toBeLessThanOrEqual(0.2)
  })

  it('a car that brakes is counted from when it stands', () => {
    const brakes: Story = (s) => [car(0.4 + 0.06 * Math.max(0, 6 - s), 0.6)]
    const { events } = play(film(brakes, { until: 40 }), configOf(parking()))
    expect(claimOf(events)[0]).toBeGreaterThanOrEqual(5.6)
    expect(claimOf(events)[0]).toBeLessThanOrEqual(6)
  })

  it('a rule that came into force a moment ago claims nothing from before', () => {
    const config = configOf(ruleOf('angling'))
    const before = play(
      film(() => [at(0.5)], { until: 30 }),
      configOf(),
    )
    const { events } = play(
      film(() => [at(0.5)], { from: 30.2, until: 100 }),
      config,
      before.state,
    )
    expect(claimOf(events)[0]).toBeGreaterThanOrEqual(30.2)
  })
})

/** Boxes of a rat all over the kitchen, one in every other look. */
function scattered(): Story {
  const next = noise(12)
  return (s) => {
    const [x, y] = [0.25 + 0.5 * next(), 0.6 + 0.25 * next()]
    return Math.round(s * 5) % 2 ? [thing('rat', [x, y], { size: [0.05, 0.03] })] : []
  }
}
const ghost: Story = (s) => (Math.round(s * 5) % 31 === 7 ? [at(0.3, 0.8, 0.5)] : [])

describe('what is not there changes nothing', () => {
  it.each<[string, Story, BoundRule, number, readonly string[]]>([
    ['boxes all over a kitchen are no rat', scattered(), ruleOf('kitchen_rodent'), 60, []],
    [
      'one weak look at somebody is nobody who minds the fire',
      both(() => [flame], ghost),
      ruleOf('kitchen_fire_unattended'),
      190,
      ['opened 180', 'confirmed 180'],
    ],
    [
      'a sure look at somebody is',
      both(
        () => [flame],
        (s) => (within(s, 100, 100.1) ? [at(0.3, 0.8)] : []),
      ),
      ruleOf('kitchen_fire_unattended'),
      190,
      [],
    ],
    [
      'a stroller close by does not take the place of one who was missed in a look',
      both(
        (s) => (within(s, 30, 30.3) ? [] : [at(0.5)]),
        (s) => [at(0.9 - 0.4 * Math.min(1, s / 29) - Math.max(0, s - 31) * 0.01, 0.74)].filter(() => s < 60),
      ),
      ruleOf('angling'),
      190,
      ['opened 60', 'confirmed 180'],
    ],
    [
      'a lamp that trembles as much as boxes do is no fire',
      trembling(() => [thing('flame', [0.5, 0.7], { size: [0.06, 0.08] })], 0.06),
      ruleOf('open_burning'),
      120,
      [],
    ],
    [
      'something seen in four of ten looks is not claimed',
      (s) => (Math.round(s * 5) % 10 < 4 ? [head('no_hat')] : []),
      ruleOf('kitchen_no_hat', { hits: 3 }),
      60,
      [],
    ],
  ])('%s', (...[, story, rule, until, events]) => {
    expect(told(watch(story, { until }, rule).events)).toEqual(events)
  })
})
