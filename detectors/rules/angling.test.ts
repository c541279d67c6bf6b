import { describe, expect, it } from 'vitest'
import type { BoundRule } from '../finding.ts'
import { told, type Story } from '../test/drawn-scene.ts'
import { lastDrops, ruleOf, thing, trembling, watch } from './test/drawn.ts'

const spot: readonly [number, number] = [0.5, 0.7]
const standing = thing('person', spot)
const sitting = thing('person', spot, { size: [0.05, 0.09] })
const rod = thing('rod', [0.56, 0.66], { size: [0.1, 0.08] })
const at = (x: number, y = 0.7) => thing('person', [x, y])
const within = (s: number, from: number, to: number): boolean => s >= from && s < to
/** Stands still where a wave turns, as people do, and walks between. */
const pace = (s: number, reach: number, period: number): number => {
  const swing = Math.max(-1, Math.min(1, 1.6 * Math.sin((2 * Math.PI * s) / period)))
  return 0.5 + reach * swing
}
const walking = (from: number, speed: number, y = 0.7): Story => {
  return (s) => {
    const x = from + speed * s
    return x > 0.02 && x < 0.98 ? [at(x, y)] : []
  }
}

interface Row {
  readonly name: string
  readonly story: Story
  readonly until?: number
  readonly everyMs?: number
  readonly rule?: BoundRule
  readonly events: readonly string[]
}

const usual = ['opened 60', 'confirmed 180']
const night = { hours: [{ days: [1], fromMinute: 0, toMinute: 600 }] }
const rows: readonly Row[] = [
  { name: 'one who stands', story: () => [standing], events: usual },
  { name: 'one who sits', story: () => [sitting], events: usual },
  {
    name: 'one who sways',
    story: trembling((s) => [at(0.5 + 0.01 * Math.sin(s))], 0.05),
    events: usual,
  },
  {
    name: 'one who sits down, gets up and sits down elsewhere on his box',
    story: (s) => (s % 40 < 20 ? [sitting] : [at(0.52)]),
    events: ['opened 63', 'confirmed 183'],
  },
  {
    name: 'one who paces two of his widths to and fro',
    story: (s) => [at(pace(s, 0.08, 20))],
    events: ['opened 63', 'confirmed 183'],
  },
  {
    name: 'one who walks along the bank for a minute',
    story: walking(0.15, 0.011),
    events: [],
  },
  {
    name: 'one who walks away from the camera',
    story: (s) => [at(0.5, 0.88 - s * 0.008)],
    until: 70,
    events: [],
  },
  {
    name: 'a walker who stops to look for half a minute, and walks on',
    story: (s) => [at(0.3 + 0.02 * Math.min(s, 10) + 0.02 * Math.max(0, s - 40))],
    until: 90,
    events: [],
  },
  {
    name: 'one who comes, and then stays',
    story: (s) => [at(Math.min(0.5, 0.2 + s * 0.03))],
    events: ['opened 69', 'confirmed 189'],
  },
  {
    name: 'one who leaves when he is warned, and is seen to',
    story: (s) => [at(0.5 - 0.012 * Math.max(0, s - 70))],
    until: 110,
    events: ['opened 60', 'closed 106 left_in_grace'],
  },
  {
    name: 'one who walks out of the picture when he is warned: known when no claim would bridge it',
    story: (s) => (s < 70 ? [standing] : walking(0.5 - 70 * 0.08, 0.08)(s)),
    until: 195,
    events: ['opened 60', 'closed 92 left_in_grace'],
  },
  {
    name: 'one who leaves after the confirmation',
    story: (s) => [at(0.5 - 0.012 * Math.max(0, s - 190))],
    until: 235,
    events: [...usual, 'closed 226 left'],
  },
  {
    name: 'one who fetches something within his reach: the claim runs on',
    story: (s) => [within(s, 70, 79) ? at(0.5 + 0.1 * Math.min(s - 70, 79 - s, 1.8)) : standing],
    events: usual,
  },
  {
    name: 'one who fetches something from elsewhere: the claim begins anew, with all its time',
    story: (s) => [within(s, 70, 79) ? at(0.5 + 0.1 * Math.min(s - 70, 79 - s, 2.5)) : standing],
    until: 270,
    events: ['opened 60', 'confirmed 258'],
  },
  {
    name: 'one who is away for fifteen seconds: the claim begins anew',
    story: (s) => [within(s, 70, 88) ? at(0.5 + 0.1 * Math.min(s - 70, 88 - s, 2.5)) : standing],
    until: 280,
    events: ['opened 60', 'confirmed 267'],
  },
  {
    name: 'one who moves on by six widths is another stay',
    story: (s) => [s < 40 ? standing : at(Math.min(0.75, 0.5 + (s - 40) * 0.05))],
    until: 150,
    events: ['opened 107'],
  },
  {
    name: 'hidden by others for four seconds',
    story: (s) => (within(s, 80, 84) ? [thing('person', [0.5, 0.75], { size: [0.2, 0.4] })] : [standing]),
    events: usual,
  },
  {
    name: 'hidden by others for fifteen seconds, and nobody knows that it is the same: the claim begins anew',
    until: 290,
    story: (s) => (within(s, 80, 95) ? [thing('person', [0.5, 0.75], { size: [0.2, 0.4] })] : [standing]),
    events: ['opened 60', 'confirmed 277'],
  },
  {
    name: 'not seen in every third frame',
    story: (s) => (Math.round(s * 5) % 3 ? [standing] : []),
    events: usual,
  },
  { name: 'a key frame every two seconds', story: () => [standing], everyMs: 2000, events: usual },
  {
    name: 'one who paces and is hidden for eight seconds before he is warned: nobody knows who came back',
    story: (s) => (within(s, 22, 30) ? [] : [at(pace(s, 0.08, 20))]),
    until: 220,
    events: ['opened 93', 'confirmed 213'],
  },
  {
    name: 'another who walks up to the place of one who is out of sight is another finding; both end where nobody is',
    story: (s) => (s < 70 ? [standing] : s < 195 ? [at(Math.max(0.5, 0.75 - (s - 70) * 0.05))] : []),
    until: 330,
    events: ['opened 60', 'opened 134', 'closed 205 left_in_grace', 'closed 315 left_in_grace'],
  },
  { name: 'one outside the zone', story: () => [at(0.1)], events: [] },
  { name: 'one whose foot is outside', story: () => [at(0.5, 0.95)], events: [] },
  { name: 'out of hours', story: () => [standing], rule: ruleOf('angling', {}, night), events: [] },
  {
    name: 'two beside each other are two findings',
    story: () => [at(0.48), at(0.54)],
    events: ['opened 60', 'opened 60', 'confirmed 180', 'confirmed 180'],
  },
  {
    name: 'a still time set below its floor is ten seconds',
    story: () => [standing],
    rule: ruleOf('angling', { stillSeconds: 1 }),
    until: 40,
    events: ['opened 10'],
  },
  {
    name: 'without a rod, where one is asked for',
    story: () => [standing],
    rule: ruleOf('angling', { requireRod: true }),
    events: [],
  },
  {
    name: 'with a rod that is seen now and then, where one is asked for',
    story: (s) => (Math.round(s) % 12 < 3 ? [standing, rod] : [standing]),
    rule: ruleOf('angling', { requireRod: true }),
    events: usual,
  },
]

describe('angling over time (R53)', () => {
  it.each(rows)('$name', ({ story, until = 200, everyMs, rule, events }) => {
    const cadence = { until, ...(everyMs ? { everyMs } : {}) }
    expect(told(watch(story, cadence, rule ?? ruleOf('angling')).events)).toEqual(events)
  })

  it.each([
    ['well inside', [standing], 0.02, undefined],
    ['nearer to the edge than its error (R60, scenario 8)', [at(0.5, 0.89)], 0.02, ['boundary_doubtful']],
    ['the same, where places are known better', [at(0.5, 0.89)], 0.005, undefined],
    ['nearer to a side than its error', [at(0.21)], 0.02, ['boundary_doubtful']],
    ['with a rod', [standing, rod], 0.02, ['rod_seen']],
    ['with a rod at the edge', [at(0.5, 0.89), rod], 0.02, ['boundary_doubtful']],
    ['beside a rod that is not his', [standing, thing('rod', [0.75, 0.66])], 0.02, undefined],
  ] as const)('%s', (...[, seen, positionError, flags]) => {
    const { events } = watch(() => seen, { until: 70, everyMs: 1000 }, ruleOf('angling', { positionError }))
    expect(events.map((event) => event.flags)).toEqual([flags])
  })

  it('remembers a rod that was seen once', () => {
    const story: Story = (s) => (within(s, 30, 35) ? [standing, rod] : [standing])
    const { events } = watch(story, { until: 190, everyMs: 1000 }, ruleOf('angling'))
    expect(events.map((event) => event.flags)).toEqual([['rod_seen'], ['rod_seen']])
  })

  it('claims no more than was seen, and says how well', () => {
    const { events } = watch((s) => (within(s, 80, 84) ? [] : [standing]), { until: 200 }, ruleOf('angling'))
    const [opened, confirmed] = events
    expect(opened!.dwell.longestGapMs).toBe(200)
    expect(confirmed!.dwell).toMatchObject({ fromAt: opened!.dwell.fromAt, longestGapMs: 4200 })
    expect(confirmed!.findingId).toBe(opened!.findingId)
  })

  it.each([
    ['wrong_class', [thing('dog', spot)], {}],
    ['low_score', [thing('person', spot, { score: 0.5 })], { minScore: 0.6 }],
    ['outside_zone', [at(0.1)], {}],
    ['too_small', [thing('person', spot, { size: [0.01, 0.03] })], {}],
    ['no_rod', [standing], { requireRod: true }],
    ['not_still_yet', [standing], {}],
  ] as const)('says %s', (reason, seen, params) => {
    expect(lastDrops(watch(() => seen, { until: 10 }, ruleOf('angling', params)))).toEqual([reason])
  })

  it('says moving of who walks', () => {
    expect(lastDrops(watch(walking(0.3, 0.03), { until: 10 }, ruleOf('angling')))).toEqual(['moving'])
  })
})

describe('at short times', () => {
  const quick = (seconds: number): BoundRule => ruleOf('angling', { stillSeconds: seconds, graceSeconds: 10 })
  /** Walks away from the camera, a fifth of his width a second, and stops on the way for some seconds. */
  const stroller =
    (stops: number): Story =>
    (s) => [at(0.5, 0.85 - 0.009 * Math.min(s, 8) - 0.011 * Math.max(0, s - 8 - stops))]
  it.each<[string, Story, BoundRule, readonly string[]]>([
    ['one who strolls and stops for four seconds is not warned', stroller(4), quick(10), []],
    ['nor one who strolls towards the camera', (s) => [at(0.5, 0.55 + 0.008 * s)], quick(10), []],
    ['nor one who strolls at twenty seconds', stroller(8), quick(20), []],
    ['one who stands is, as soon', () => [standing], quick(10), ['opened 10', 'confirmed 20']],
    [
      'and one whose box trembles',
      trembling(() => [standing], 0.05),
      quick(10),
      ['opened 10', 'confirmed 20'],
    ],
    ['one who comes and stands, from when he stands', stroller(60), quick(10), ['opened 15', 'confirmed 25']],
    [
      'one who sits down meanwhile',
      (s) => [s < 6 ? standing : sitting],
      quick(10),
      ['opened 10', 'confirmed 20'],
    ],
  ])('%s', (...[, story, rule, events]) => {
    expect(
      told(watch(story, { until: 45, everyMs: 500 }, rule).events.filter(({ stage }) => stage !== 'closed')),
    ).toEqual(events)
  })
})
