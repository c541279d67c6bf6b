import { describe, expect, it } from 'vitest'
import { told, within, type Story } from '../test/drawn-scene.ts'
import { lastDrops, ruleOf, thing, watch } from './test/drawn.ts'
import { cook, flame, head, open, phone } from './test/kitchen-things.ts'

describe('a finding of a kitchen', () => {
  it('ends when it is put right, and says so', () => {
    const { events } = watch(
      (s) => (s < 20 ? [head('no_hat')] : []),
      { until: 150 },
      ruleOf('kitchen_no_hat'),
    )
    expect(told(events)).toEqual(['opened 10', 'confirmed 10', 'closed 140 ceased'])
    expect(events.at(-1)?.dwell).toMatchObject({ toAt: events[0]!.openedAt + 9800 })
  })

  it('a whole station is not hidden by one who stands in it', () => {
    const { events } = watch(
      (s) => (s < 20 ? [head('no_hat')] : [cook]),
      { until: 150 },
      ruleOf('kitchen_no_hat'),
    )
    expect(events.at(-1)?.reason).toBe('ceased')
  })

  it('nothing is confirmed by looks that are too few again', () => {
    const story: Story = (s) => (s <= 10 || within(s, 11.5, 11.9) ? [head('no_hat')] : [])
    expect(told(watch(story, { until: 13 }, ruleOf('kitchen_no_hat')).events)).toEqual(['opened 10'])
  })

  it.each([
    ['kitchen_rodent', 'steady', [thing('rat', [0.5, 0.8], { size: [0.04, 0.02] })]],
    ['kitchen_rodent', 'wrong_class', [thing('cat', [0.5, 0.8])]],
    ['kitchen_rodent', 'too_large', [thing('rat', [0.5, 0.8], { size: [0.3, 0.2] })]],
    ['kitchen_phone', 'no_person', [phone]],
    ['kitchen_fire_unattended', 'attended', [flame, cook]],
    ['kitchen_after_hours', 'outside_hours', [cook]],
    ['kitchen_no_hat', 'low_score', [{ ...head('no_hat'), score: 0.4 }]],
    ['kitchen_no_hat', 'joined', [head('no_hat'), head('no_hat', 0.7)]],
  ] as const)('%s says %s', (kind, reason, seen) => {
    const zone = kind === 'kitchen_after_hours' ? open : {}
    expect(lastDrops(watch(() => seen, { until: 4 }, ruleOf(kind, {}, zone)))).toContain(reason)
  })
})
