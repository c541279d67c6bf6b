import { describe, expect, it } from 'vitest'
import type { BoundRule, HealthEvent, HealthFault } from '../finding.ts'
import { pavement, start } from '../test/drawn-scene.ts'
import { emptyHealth, parseHealth, stepHealth, type HealthRecord } from './health.ts'

const ruleOf = (params: BoundRule['params'] = {}, zone: Partial<BoundRule['zone']> = {}): BoundRule => ({
  id: 'rule-1',
  version: 1,
  kind: 'camera_health',
  params,
  zone: { ...pavement, ...zone },
})

/** Null: nobody looked. `unsure`: no picture could be judged. */
type Story = (seconds: number) => readonly (HealthFault | 'unsure')[] | null

interface Watch {
  readonly until: number
  readonly from?: number
  readonly rules?: readonly BoundRule[]
  readonly record?: HealthRecord
}

/** A look every five seconds, save where the story has none; saved and read back at each. */
function watch(story: Story, { until, from = 0, rules = [ruleOf()], record = emptyHealth }: Watch) {
  const events: HealthEvent[] = []
  let now = record
  for (let s = from; s <= until; s += 5) {
    const said = story(s)
    if (!said) continue
    const isSure = !said.includes('unsure')
    const faults = said.filter((one) => one !== 'unsure')
    const before = parseHealth(JSON.parse(JSON.stringify(now)))!
    const next = stepHealth(before, { at: start + s * 1000, faults, isSure }, { sourceId: 'camera-1', rules })
    events.push(...next.events)
    now = next.record
  }
  return { record: now, events }
}

const told = (events: readonly HealthEvent[]): readonly string[] =>
  events.map(({ stage, at, fault, reason }) =>
    [stage, (at - start) / 1000, fault, ...(reason ? [reason] : [])].join(' '),
  )

/** Monday 10:00 is the start. */
const untilFive = { hours: [{ days: [1], fromMinute: 540, toMinute: 605 }] }

describe('a camera that shows nothing', () => {
  it.each<[string, Story, Watch, readonly string[]]>([
    ['covered for long', () => ['covered'], { until: 700 }, ['opened 60 covered', 'confirmed 600 covered']],
    ['offline for long', () => ['offline'], { until: 700 }, ['opened 60 offline', 'confirmed 600 offline']],
    [
      'covered and uncovered in time',
      (s) => (s < 300 ? ['covered'] : []),
      { until: 700 },
      ['opened 60 covered', 'closed 300 covered ceased_in_grace'],
    ],
    [
      'uncovered after the limit',
      (s) => (s < 650 ? ['covered'] : []),
      { until: 700 },
      ['opened 60 covered', 'confirmed 600 covered', 'closed 650 covered ceased'],
    ],
    ['a hand before the lens', (s) => (s < 50 ? ['covered'] : []), { until: 100 }, []],
    ['well', () => [], { until: 700 }, []],
    [
      'frozen, then offline: two faults, two findings',
      (s) => (s < 100 ? ['frozen'] : ['offline']),
      { until: 200 },
      ['opened 60 frozen', 'closed 100 frozen ceased_in_grace', 'opened 160 offline'],
    ],
    [
      'covered, then offline: whether it is covered still is not known, and not said to be over',
      (s) => (s < 100 ? ['covered'] : s < 200 ? ['offline', 'unsure'] : []),
      { until: 200 },
      [
        'opened 60 covered',
        'opened 160 offline',
        'closed 200 covered ceased_in_grace',
        'closed 200 offline ceased_in_grace',
      ],
    ],
    [
      'time in which nobody could tell is not claimed',
      (s) => (s > 200 && s < 265 ? ['unsure'] : ['covered']),
      { until: 900 },
      ['opened 60 covered', 'confirmed 805 covered'],
    ],
    [
      'said while other faults are unknown',
      () => ['covered', 'unsure'],
      { until: 100 },
      ['opened 60 covered'],
    ],
    [
      'back online is known at once',
      (s) => (s < 100 ? ['offline', 'unsure'] : ['unsure']),
      { until: 100 },
      ['opened 60 offline', 'closed 100 offline ceased_in_grace'],
    ],
    [
      'two faults at once',
      () => ['frozen', 'moved'],
      { until: 100 },
      ['opened 60 frozen', 'opened 60 moved'],
    ],
    [
      'a minute in which nobody looked is not claimed',
      (s) => (s > 200 && s < 265 ? null : ['covered']),
      { until: 900 },
      ['opened 60 covered', 'confirmed 805 covered'],
    ],
    [
      'a fault that is not meant',
      () => ['moved'],
      { until: 700, rules: [ruleOf({ includeMoved: false })] },
      [],
    ],
    [
      'black is meant as covered is',
      () => ['black'],
      { until: 100, rules: [ruleOf({ includeCovered: false })] },
      [],
    ],
    [
      'hours that end before the limit',
      () => ['covered'],
      { until: 700, rules: [ruleOf({}, untilFive)] },
      ['opened 60 covered', 'closed 300 covered hours_ended'],
    ],
    ['no rule', () => ['covered'], { until: 700, rules: [] }, []],
    [
      'a rule of another kind',
      () => ['covered'],
      { until: 700, rules: [{ ...ruleOf(), kind: 'angling' }] },
      [],
    ],
  ])('%s', (...[, story, how, events]) => {
    expect(told(watch(story, how).events)).toEqual(events)
  })

  it('closes when its rule is taken away, and keeps the version it opened under', () => {
    const { record } = watch(() => ['covered'], { until: 100 })
    const changed = { ...ruleOf({ graceSeconds: 60 }), version: 2 }
    const after = watch(() => ['covered'], { from: 105, until: 600, rules: [changed], record })
    expect(told(after.events)).toEqual(['confirmed 600 covered'])
    expect(after.events[0]?.ruleVersion).toBe(1)
    const gone = watch(() => ['covered'], { from: 105, until: 110, rules: [], record })
    expect(told(gone.events)).toEqual(['closed 105 covered rule_changed'])
  })

  it.each([null, 1, {}, { at: 1 }, { at: 1, ailments: [{}] }, { at: 1, ailments: [], more: 1 }])(
    '%j is no record',
    (json) => {
      expect(parseHealth(json)).toBeNull()
    },
  )

  it('gives the same ids again, another for each fault, and never rewinds', () => {
    const once = watch(() => ['frozen', 'moved'], { until: 700 })
    const twice = watch(() => ['frozen', 'moved'], { until: 700 })
    expect(twice.events).toEqual(once.events)
    expect(new Set(once.events.map(({ findingId }) => findingId)).size).toBe(2)
    const late = stepHealth(
      once.record,
      { at: start, faults: [], isSure: true },
      { sourceId: 'camera-1', rules: [] },
    )
    expect(late).toEqual({ record: once.record, events: [] })
  })
})
