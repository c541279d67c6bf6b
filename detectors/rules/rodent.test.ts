import { describe, expect, it } from 'vitest'
import type { Detection } from '../detection.ts'
import { told, within, type Story } from '../test/drawn-scene.ts'
import { ruleOf, thing, watch } from './test/drawn.ts'

const size = [0.04, 0.02] as const
const rat = (x: number, score = 0.8): Detection => thing('rat', [x, 0.85], { size, score })
const stain = thing('rat', [0.3, 0.6], { size })

const rows: readonly { name: string; story: Story; until?: number; events: readonly string[] }[] = [
  {
    name: 'a rat that is elsewhere at each look',
    story: (s) => (within(s, 10, 20) ? [rat(0.25 + (s - 10) * 0.05)] : []),
    events: ['opened 14', 'confirmed 16'],
  },
  {
    name: 'one that stops for a look and is missed at one',
    story: (s) => (within(s, 10, 24) && s !== 18 ? [rat(0.25 + (s < 13 ? s - 10 : s - 12) * 0.04)] : []),
    events: ['opened 16', 'confirmed 20'],
  },
  { name: 'a stain', story: () => [stain], events: [] },
  {
    name: 'a stain that is missed when a box flickers elsewhere',
    story: (s) => (s === 10 || s === 14 ? [rat(0.4)] : [stain]),
    events: [],
  },
  {
    name: 'weak boxes at three places',
    story: (s) => (within(s, 10, 16) ? [rat(0.25 + (s - 10) * 0.05, 0.45)] : []),
    events: [],
  },
  {
    name: 'a cat that is called a rat once',
    story: (s) => [s === 12 ? rat(0.4) : thing('cat', [0.25 + s * 0.02, 0.85], { size })],
    events: [],
  },
]

describe('a rodent at key frames, 2 s apart', () => {
  it.each(rows)('$name', ({ story, until = 40, events }) => {
    expect(told(watch(story, { until, everyMs: 2000 }, ruleOf('kitchen_rodent')).events)).toEqual(events)
  })
})
