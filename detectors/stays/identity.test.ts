import { describe, expect, it } from 'vitest'
import type { Detection } from '../detection.ts'
import { ruleOf, thing, watch } from '../rules/test/drawn.ts'
import { start, told, within, type Story } from '../test/drawn-scene.ts'
import type { Appearance } from '../tracking/appearance.ts'

const anna: Appearance = [127, 20, 0]
const boris: Appearance = [20, 127, 0]
/** Between alike and not: of Anna seen from behind, or of somebody else. */
const perhaps: Appearance = [127, 85, 0]
const nobody = null

const at = (x: number, look: Appearance | null): Detection => ({
  ...thing('person', [x, 0.7]),
  ...(look && { appearance: look }),
})
/** Walks in from below the zone, stands from `from` until `to`, walks out of the picture to the right, at three widths a second. */
const visitor = (from: number, to: number, look: Appearance | null): Story => {
  return (s) => {
    const x = 0.5 + 0.12 * Math.max(0, s - to)
    const y = 0.7 + 0.24 * Math.max(0, from - s)
    if (y > 1.1 || x > 1.05) return []
    const [right, bottom] = [Math.min(1, x + 0.02), Math.min(1, y)]
    const box = { left: x - 0.02, top: y - 0.16, right, bottom }
    return right - box.left > 0.01 && bottom - box.top > 0.02 ? [{ ...at(x, look), box }] : []
  }
}
const all =
  (...stories: readonly Story[]): Story =>
  (s) =>
    stories.flatMap((story) => story(s))
const rule = ruleOf(
  'angling',
  { stillSeconds: 10, graceSeconds: 10 },
  {
    polygon: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ],
  },
)

interface Row {
  readonly name: string
  readonly story: Story
  readonly until: number
  readonly events: readonly string[]
  readonly flags?: readonly (readonly string[] | undefined)[]
  readonly everyMs?: number
}

const standing = (look: (s: number) => Appearance | null | 'none'): Story => {
  return (s) => {
    const seen = look(s)
    return seen === 'none' ? [] : [at(0.5, seen)]
  }
}

describe('one stay is of one person', () => {
  it.each<Row>([
    {
      name: 'one goes out of the picture, another comes to the same place',
      story: all(visitor(5, 20, anna), visitor(28, 60, boris)),
      until: 59,
      events: ['opened 15', 'opened 38', 'confirmed 48'],
    },
    {
      name: 'nobody knows how they look',
      story: all(visitor(5, 20, nobody), visitor(28, 60, nobody)),
      until: 59,
      events: ['opened 15', 'opened 38', 'confirmed 48'],
      flags: [undefined, ['identity_doubtful'], ['identity_doubtful']],
    },
    {
      name: 'they look as one and the same might',
      story: all(visitor(5, 20, anna), visitor(28, 60, perhaps)),
      until: 59,
      events: ['opened 15', 'opened 38', 'confirmed 48'],
      flags: [undefined, ['identity_doubtful'], ['identity_doubtful']],
    },
    {
      name: 'he comes back himself: the same finding, its claim begins anew',
      story: all(visitor(5, 20, anna), visitor(28, 60, anna)),
      until: 59,
      events: ['opened 15', 'confirmed 48'],
    },
    {
      name: 'another is on the spot two seconds after he was seen last',
      story: standing((s) => (within(s, 12, 14) ? 'none' : s < 13 ? anna : boris)),
      until: 40,
      events: ['opened 10', 'opened 24', 'confirmed 34'],
    },
    {
      name: 'he is hidden for eight seconds and known again: the claim runs on',
      story: standing((s) => (within(s, 8, 16) ? 'none' : anna)),
      until: 30,
      events: ['opened 16', 'confirmed 26'],
    },
    {
      name: 'he is hidden for eight seconds and nobody knows him: another stay begins',
      story: standing((s) => (within(s, 8, 16) ? 'none' : nobody)),
      until: 40,
      events: ['opened 26', 'confirmed 36'],
    },
    {
      name: 'the same after he was reminded: the claim begins anew, and says why',
      story: standing((s) => (within(s, 12, 20) ? 'none' : nobody)),
      until: 45,
      events: ['opened 10', 'confirmed 40'],
      flags: [undefined, ['identity_doubtful']],
    },
    {
      name: 'he is missed for three seconds and nobody knows him',
      story: standing((s) => (within(s, 12, 15) ? 'none' : nobody)),
      until: 30,
      events: ['opened 10', 'confirmed 20'],
    },
    {
      name: 'a key frame every four seconds missed him once',
      story: standing((s) => (s === 16 ? 'none' : nobody)),
      until: 40,
      everyMs: 4000,
      events: ['opened 12', 'confirmed 24'],
    },
    {
      name: 'he turns round, and a model is not sure of him',
      story: standing((s) => (s < 12 ? anna : perhaps)),
      until: 30,
      events: ['opened 10', 'confirmed 20'],
    },
    {
      name: 'he walks nine widths away and back: what he stayed before is not claimed',
      story: (s) => [at(0.5 + 0.15 * Math.max(0, Math.min(s - 12, 2.5, 18 - s)), anna)],
      until: 45,
      events: ['opened 10', 'confirmed 38'],
    },
    {
      name: 'a couple who stand together are two',
      story: () => [at(0.49, anna), at(0.53, boris)],
      until: 30,
      events: ['opened 10', 'opened 10', 'confirmed 20', 'confirmed 20'],
    },
    {
      name: 'somebody passes before him',
      story: (s) => [
        ...(within(s, 13, 14.2) ? [] : [at(0.5, anna)]),
        ...(within(s, 10, 18) ? [{ ...at(0.1 + (s - 10) * 0.115, boris) }] : []),
      ],
      until: 30,
      events: ['opened 10', 'confirmed 20'],
    },
  ])('$name', ({ story, until, events, flags, everyMs = 200 }) => {
    const run = watch(story, { until, everyMs }, rule)
    const lasting = run.events.filter(({ stage }) => stage !== 'closed')
    const seconds = (words: string): number => Number(words.split(' ')[1])
    expect(told(lasting).map((one) => one.split(' ')[0])).toEqual(events.map((one) => one.split(' ')[0]))
    // A place is known after two seconds there; nothing is told before its time.
    for (const [i, one] of told(lasting).entries()) {
      expect(seconds(one)).toBeGreaterThanOrEqual(seconds(events[i]!) - 1)
      expect(seconds(one)).toBeLessThanOrEqual(seconds(events[i]!) + 3)
    }
    expect(lasting.map((event) => event.flags)).toEqual(flags ?? events.map(() => undefined))
  })

  it('no stay lives on because visitors keep coming', () => {
    const visits = Array.from({ length: 6 }, (_, i) => visitor(5 + i * 24, 17 + i * 24, i % 2 ? anna : boris))
    const { events } = watch(all(...visits), { until: 5 + 6 * 24 }, rule)
    expect(events.filter(({ stage }) => stage === 'confirmed')).toEqual([])
    for (const { dwell } of events) expect(dwell.toAt - dwell.fromAt).toBeLessThanOrEqual(12_500)
  })

  it('nor because nobody knows how they look', () => {
    const visits = Array.from({ length: 6 }, (_, i) => visitor(5 + i * 24, 17 + i * 24, nobody))
    const { events, state } = watch(all(...visits), { until: 5 + 6 * 24 }, rule)
    expect(events.filter(({ stage }) => stage === 'opened')).toHaveLength(6)
    expect(events.filter(({ stage }) => stage === 'confirmed')).toEqual([])
    for (const { finding } of state.stays)
      expect(start + 5 + 6 * 24_000 - (finding?.at ?? 0)).toBeLessThan(150_000)
  })
})
