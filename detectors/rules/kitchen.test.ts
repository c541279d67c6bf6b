import { describe, expect, it } from 'vitest'
import type { ObjectClass } from '../detection.ts'
import type { BoundRule, StayKind } from '../finding.ts'
import { noise, told, within, type Story } from '../test/drawn-scene.ts'
import { ruleOf, thing, watch } from './test/drawn.ts'
import { bin, cook, flame, head, open, phone, sack } from './test/kitchen-things.ts'

const always =
  (...seen: ReturnType<Story>): Story =>
  () =>
    seen
const some = (story: Story, share: number): Story => {
  const next = noise(9)
  return (s) => story(s).filter(() => next() < share)
}
/** Runs along the wall as its kind is called, from frame to frame. */
const runs =
  (typeAt: (frame: number) => ObjectClass, size: readonly [number, number] = [0.04, 0.02]): Story =>
  (s) =>
    s < 6 ? [thing(typeAt(Math.round(s * 5)), [0.25 + s * 0.05, 0.85], { size })] : []
const mostly = (a: ObjectClass, b: ObjectClass) => (frame: number) => (frame % 3 ? a : b)

/** Monday 10:00 is the start. */
const lunch = { hours: [{ days: [1], fromMinute: 660, toMinute: 840 }] }

interface Row {
  readonly name: string
  readonly kind: StayKind
  readonly story: Story
  readonly until?: number
  readonly params?: BoundRule['params']
  readonly zone?: Partial<BoundRule['zone']>
  readonly events: readonly string[]
}

const rows: readonly Row[] = [
  {
    name: 'K01 a bare head',
    kind: 'kitchen_no_hat',
    story: always(head('no_hat')),
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K01 a bare head that walks about the kitchen is one finding',
    kind: 'kitchen_no_hat',
    story: (s) => [head('no_hat', 0.5 + 0.25 * Math.sin(s))],
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K01 two bare heads are one finding',
    kind: 'kitchen_no_hat',
    story: always(head('no_hat'), head('no_hat', 0.7)),
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K01 a cook who scratches his head for six seconds',
    kind: 'kitchen_no_hat',
    story: (s) => (within(s, 5, 11) ? [head('no_hat')] : []),
    events: [],
  },
  {
    name: 'K01 a hat that is not found in four of ten frames',
    kind: 'kitchen_no_hat',
    story: some(always(head('no_hat')), 0.4),
    events: [],
  },
  {
    name: 'K01 a bare head in the closed kitchen',
    kind: 'kitchen_no_hat',
    story: always(head('no_hat')),
    zone: lunch,
    events: [],
  },
  {
    name: 'K01 a bare head in the dining room',
    kind: 'kitchen_no_hat',
    story: always(head('no_hat', 0.1)),
    events: [],
  },
  {
    name: 'K02 a cook who turns away and back within the gap',
    kind: 'kitchen_no_mask',
    story: (s) => (within(s % 8, 5, 8) ? [] : [head('no_mask')]),
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K02 a cook who turns away for ten seconds',
    kind: 'kitchen_no_mask',
    story: (s) => (within(s, 6, 16) ? [] : [head('no_mask')]),
    events: ['opened 26', 'confirmed 26'],
  },
  {
    name: 'K03',
    kind: 'kitchen_no_uniform',
    story: always(head('no_uniform')),
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K04',
    kind: 'kitchen_smoking',
    story: always(head('smoking')),
    events: ['opened 3', 'confirmed 3'],
  },
  {
    name: 'K05 in hand',
    kind: 'kitchen_phone',
    story: always(cook, phone),
    events: ['opened 10', 'confirmed 10'],
  },
  { name: 'K05 on the bench, with nobody', kind: 'kitchen_phone', story: always(phone), events: [] },
  {
    name: 'K06 a rat',
    kind: 'kitchen_rodent',
    story: runs(() => 'rat'),
    events: ['opened 1', 'confirmed 1'],
  },
  {
    name: 'K06 a rat in the closed kitchen',
    kind: 'kitchen_rodent',
    story: runs(() => 'rat'),
    zone: lunch,
    events: ['opened 1', 'confirmed 1'],
  },
  {
    name: 'K06 a cat that is called a rat now and then',
    kind: 'kitchen_rodent',
    story: runs(mostly('cat', 'rat')),
    events: [],
  },
  { name: 'K06 a dog', kind: 'kitchen_rodent', story: runs(() => 'dog'), events: [] },
  {
    name: 'K06 a stain that never moves',
    kind: 'kitchen_rodent',
    story: always(thing('rat', [0.5, 0.8], { size: [0.04, 0.02] })),
    events: [],
  },
  {
    name: 'K06 something as large as a cook',
    kind: 'kitchen_rodent',
    story: runs(() => 'rat', [0.25, 0.25]),
    events: [],
  },
  {
    name: 'a cat',
    kind: 'kitchen_animal',
    story: (s) => [thing('cat', [0.5 + 0.2 * Math.sin(s / 2), 0.8])],
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K07 an open bin',
    kind: 'kitchen_bin_open',
    story: always(bin),
    until: 620,
    events: ['opened 600', 'confirmed 600'],
  },
  {
    name: 'K07 an open bin that somebody fills after five minutes',
    kind: 'kitchen_bin_open',
    story: (s) => (within(s, 300, 310) ? [bin, thing('person', [0.34, 0.85])] : [bin]),
    until: 920,
    events: ['opened 910', 'confirmed 910'],
  },
  {
    name: 'K08',
    kind: 'kitchen_no_gloves',
    story: always(head('no_gloves')),
    events: ['opened 10', 'confirmed 10'],
  },
  {
    name: 'K09 sacks on the floor',
    kind: 'kitchen_food_on_floor',
    story: always(sack),
    until: 620,
    events: ['opened 600', 'confirmed 600'],
  },
  {
    name: 'K09 a delivery put away in five minutes',
    kind: 'kitchen_food_on_floor',
    story: (s) => (s < 300 ? [sack] : []),
    until: 620,
    events: [],
  },
  {
    name: 'K10 a fire that nobody minds',
    kind: 'kitchen_fire_unattended',
    story: always(flame),
    until: 200,
    events: ['opened 180', 'confirmed 180'],
  },
  {
    name: 'K10 a fire with a cook',
    kind: 'kitchen_fire_unattended',
    story: always(flame, cook),
    until: 200,
    events: [],
  },
  {
    name: 'K10 a cook who looks in for two seconds',
    kind: 'kitchen_fire_unattended',
    story: (s) => (within(s, 100, 102) ? [flame, cook] : [flame]),
    until: 300,
    params: { maxGapSeconds: 60 },
    events: ['opened 285', 'confirmed 285'],
  },
  {
    name: 'K11 a stranger',
    kind: 'kitchen_stranger',
    story: always(head('no_uniform')),
    events: ['opened 5', 'confirmed 5'],
  },
  {
    name: 'somebody there in the opening hours',
    kind: 'kitchen_after_hours',
    story: always(cook),
    zone: open,
    events: [],
  },
  {
    name: 'somebody there after the opening hours',
    kind: 'kitchen_after_hours',
    story: always(cook),
    zone: lunch,
    events: ['opened 10', 'confirmed 10'],
  },
]

describe('what must not be in a kitchen', () => {
  it.each(rows)('$name', ({ kind, story, until = 40, params = {}, zone, events }) => {
    const everyMs = until > 100 ? 500 : 200
    expect(told(watch(story, { until, everyMs }, ruleOf(kind, params, zone)).events)).toEqual(events)
  })
})
