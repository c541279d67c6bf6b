import { describe, expect, it } from 'vitest'
import type { BoundRule } from '../finding.ts'
import { told, type Story } from '../test/drawn-scene.ts'
import { lastDrops, ruleOf, thing, watch } from './test/drawn.ts'

const keeper = thing('person', [0.5, 0.7])
const table = thing('table', [0.57, 0.71], { size: [0.08, 0.06] })
const bowl = thing('bowl', [0.57, 0.66], { size: [0.03, 0.02] })
const parasol = thing('umbrella', [0.56, 0.62], { size: [0.16, 0.08] })
const bag = thing('handbag', [0.53, 0.7], { size: [0.02, 0.03] })
const held = thing('umbrella', [0.5, 0.57], { size: [0.07, 0.05] })
const cart = thing('cart', [0.5, 0.7], { size: [0.12, 0.1] })
const stall = [keeper, table, bowl]

interface Row {
  readonly name: string
  readonly story: Story
  readonly until?: number
  readonly rule?: BoundRule
  readonly events: readonly string[]
}

const vending = (params: BoundRule['params'] = {}, zone: Partial<BoundRule['zone']> = {}): BoundRule =>
  ruleOf('street_vending', { graceSeconds: 60, ...params }, zone)
const usual = ['opened 300', 'confirmed 360']
/** Monday 10:00 is the start; the market may trade until 10:02. */
const afterMarket = { hours: [{ days: [1], fromMinute: 602, toMinute: 1320 }] }

const rows: readonly Row[] = [
  { name: 'a keeper with a table and a bowl', story: () => stall, events: usual },
  { name: 'a keeper with a table and a parasol', story: () => [keeper, table, parasol], events: usual },
  {
    name: 'a keeper who walks to and fro behind the stall',
    story: (s) => [thing('person', [0.5 + 0.05 * Math.sin(s / 4), 0.7]), table, bowl],
    events: ['opened 308', 'confirmed 373'],
  },
  { name: 'a cart by itself', story: () => [cart], events: usual },
  { name: 'a cart with its keeper is one stall', story: () => [cart, keeper, table, bowl], events: usual },
  {
    name: 'a keeper who goes for a walk while the cart stays',
    story: (s) => (s > 100 && s < 200 ? [cart] : [keeper, table, bowl, cart]),
    events: usual,
  },
  {
    name: 'customers who come and go are part of the stall',
    story: (s) => [...stall, ...(s % 40 < 20 ? [thing('person', [0.6, 0.72])] : [])],
    events: usual,
  },
  {
    name: 'two stalls are two findings',
    story: () => [
      ...stall,
      thing('person', [0.3, 0.7]),
      thing('table', [0.24, 0.71], { size: [0.06, 0.06] }),
      thing('cup', [0.24, 0.66], { size: [0.02, 0.02] }),
    ],
    events: ['opened 300', 'opened 300', 'confirmed 360', 'confirmed 360'],
  },
  {
    name: 'a keeper who packs up when advised',
    story: (s) => (s < 320 ? stall : []),
    until: 450,
    events: ['opened 300', 'closed 440 left_in_grace'],
  },
  { name: 'a pedestrian who waits', story: () => [keeper], events: [] },
  { name: 'who waits with two bags', story: () => [keeper, bag, thing('backpack', [0.46, 0.7])], events: [] },
  { name: 'who waits with a bag under an umbrella', story: () => [keeper, bag, held], events: [] },
  {
    name: 'who drinks from a cup and holds a bag',
    story: () => [keeper, bag, thing('cup', [0.5, 0.62], { size: [0.01, 0.02] })],
    events: [],
  },
  {
    name: 'who waits while chairs are carried past',
    story: (s) => [
      keeper,
      ...[0, 0.15].map((ahead) =>
        thing('chair', [0.35 + ((s * 0.05 + ahead) % 0.3), 0.72], { size: [0.03, 0.05] }),
      ),
    ],
    events: [],
  },
  {
    name: 'a queue of pedestrians beside a stall outside the zone',
    story: () => [
      ...[0.22, 0.25, 0.28].map((x) => thing('person', [x, 0.7])),
      ...[0.14, 0.17].map((x) => thing('chair', [x, 0.7])),
    ],
    events: [],
  },
  {
    name: 'a picnic outside the zone',
    story: () => [thing('person', [0.1, 0.7]), thing('bowl', [0.12, 0.7]), thing('cup', [0.13, 0.7])],
    events: [],
  },
  {
    name: 'people who pass a table with a bowl',
    story: (s) => [table, bowl, thing('person', [(s * 0.05) % 1, 0.72])],
    events: [],
  },
  {
    name: 'who sells for four minutes and goes',
    story: (s) => (s < 240 ? stall : []),
    events: [],
  },
  {
    name: 'a market whose hours end: the claim begins then',
    story: () => stall,
    until: 500,
    rule: vending({}, afterMarket),
    events: ['opened 420', 'confirmed 480'],
  },
  {
    name: 'one thing is enough where the rule says so',
    story: () => [keeper, table],
    rule: vending({ minGoods: 1 }),
    events: usual,
  },
  {
    name: 'a time set below its floor is one minute',
    story: () => stall,
    until: 90,
    rule: vending({ stillSeconds: 5 }),
    events: ['opened 60'],
  },
]

describe('street vending over time (R63)', () => {
  it.each(rows)('$name', ({ story, until = 400, rule, events }) => {
    expect(told(watch(story, { until, everyMs: 500 }, rule ?? vending()).events)).toEqual(events)
  })

  it.each([
    ['no_goods', [keeper], {}],
    ['no_goods', [keeper, table], {}],
    ['too_small', [thing('cart', [0.5, 0.7], { size: [0.02, 0.02] })], {}],
    ['outside_zone', [thing('cart', [0.1, 0.7])], {}],
    ['low_score', [{ ...cart, score: 0.4 }], { minScore: 0.5 }],
    ['wrong_class', [table], {}],
    ['not_still_yet', [cart], {}],
  ] as const)('says %s', (reason, seen, params) => {
    const drops = lastDrops(watch(() => seen, { until: 10 }, vending(params)))
    expect(drops).toContain(reason)
  })

  it('says joined of what is part of a stall already followed', () => {
    expect(lastDrops(watch(() => [cart, ...stall], { until: 10 }, vending()))).toContain('joined')
  })
})

describe('goods beyond a shop front (R63)', () => {
  const strip = (params: BoundRule['params'] = {}): BoundRule =>
    ruleOf('shop_front', { graceSeconds: 60, ...params })
  const shelf = [table, bowl, thing('chair', [0.4, 0.7])]
  it.each<Row>([
    {
      name: 'goods that stand there are one finding',
      story: () => shelf,
      events: ['opened 600', 'confirmed 660'],
    },
    {
      name: 'goods that are moved about in the strip',
      story: (s) => (s % 200 < 100 ? shelf : [thing('table', [0.3, 0.7], { size: [0.08, 0.06] })]),
      events: ['opened 600', 'confirmed 660'],
    },
    {
      name: 'a trolley that is wheeled through',
      story: (s) => [thing('cart', [0.2 + ((s * 0.05) % 0.6), 0.7])],
      events: [],
    },
    {
      name: 'a delivery that stands there for five minutes',
      story: (s) => (s < 300 ? shelf : []),
      events: [],
    },
    { name: 'people before the shop', story: () => [keeper, bag], events: [] },
    {
      name: 'goods that are taken in when advised',
      story: (s) => (s < 620 ? shelf : []),
      until: 760,
      events: ['opened 600', 'closed 740 ceased_in_grace'],
    },
  ])('$name', ({ story, until = 680, events }) => {
    expect(told(watch(story, { until, everyMs: 1000 }, strip()).events)).toEqual(events)
  })

  it('says moving of what is wheeled through', () => {
    const story: Story = (s) => [thing('cart', [0.2 + s * 0.05, 0.7])]
    expect(lastDrops(watch(story, { until: 8 }, strip()))).toEqual(['moving'])
  })
})
