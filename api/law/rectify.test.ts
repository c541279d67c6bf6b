import { violationKinds } from '@sightline/detectors/finding'
import { describe, expect, it } from 'vitest'
import { rectifyMissing, type RectifyGap } from './rectify.ts'
import type { StandingStep } from './steps.ts'

const now = 1000
const step = (kind: StandingStep['kind'], at: number, more: Partial<StandingStep> = {}): StandingStep => ({
  kind,
  at,
  dueAt: null,
  complied: null,
  ...more,
})
const order = step('order', 100, { dueAt: 500 })
const unmet = step('recheck', 600, { complied: false })
const met = step('recheck', 700, { complied: true })

describe('a case of a kitchen', () => {
  it.each<[string, StandingStep[], RectifyGap | null]>([
    ['nothing was done', [], 'order'],
    ['only pushed and answered', [step('push', 1), step('rectification', 2)], 'order'],
    ['ordered, the term runs', [step('order', 100, { dueAt: 1001 })], 'term'],
    ['the term ends this instant, nobody looked', [step('order', 100, { dueAt: 1000 })], 'recheck'],
    ['looked at before the term ended', [order, step('recheck', 499, { complied: false })], 'recheck'],
    ['looked at the instant the term ended', [order, step('recheck', 500, { complied: false })], null],
    ['not met', [order, unmet], null],
    ['not met, told in another order', [unmet, order], null],
    ['met', [order, met], 'non_compliance'],
    ['not met, then met', [order, unmet, met], 'non_compliance'],
    ['met, then not met', [order, met, step('recheck', 800, { complied: false })], null],
    ['ordered anew after it was not met', [order, unmet, step('order', 650, { dueAt: 2000 })], 'term'],
    ['a re-check without an order', [unmet], 'order'],
  ])('%s', (_name, steps, missing) =>
    expect(rectifyMissing('kitchen_no_hat', { steps, otherFiledAt: null }, now)).toBe(missing),
  )

  it.each<[string, number, RectifyGap | null]>([
    ['when its term ended', 500, 'spent'],
    ['after it', 650, 'spent'],
    ['before its term ended', 499, null],
  ])('one order leads to one case; another was filed %s', (_name, otherFiledAt, missing) =>
    expect(rectifyMissing('kitchen_no_hat', { steps: [order, unmet], otherFiledAt }, now)).toBe(missing),
  )

  it('and of every kind of kitchen, and of no other', () => {
    for (const kind of violationKinds)
      expect(rectifyMissing(kind, { steps: [], otherFiledAt: null }, now) === 'order').toBe(
        kind.startsWith('kitchen_'),
      )
  })
})
