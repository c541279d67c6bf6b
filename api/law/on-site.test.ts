import { describe, expect, it } from 'vitest'
import type { ViolationKind } from '@sightline/detectors/finding'
import { isOnSite } from './on-site.ts'
import type { StandingStep, StepKind } from './steps.ts'

const openedAt = 1000
const step = (kind: StepKind, at = openedAt): StandingStep => ({ kind, at, dueAt: null, complied: null })

describe('an on-site record', () => {
  it.each<[string, ViolationKind, StandingStep[], boolean]>([
    ['nothing', 'angling', [], false],
    ['a voice from the mast', 'angling', [step('voice_warning')], false],
    ['somebody was sent', 'angling', [step('dispatch')], false],
    ['an officer was there', 'angling', [step('inspection')], true],
    ['before it began', 'angling', [step('inspection', openedAt - 1)], false],
    ['advice to a stall', 'street_vending', [step('advice')], false],
    ['an order served to a stall', 'street_vending', [step('order')], true],
    ['an order of last month', 'shop_front', [step('order', openedAt - 1)], false],
    ['an order to a car', 'illegal_parking', [step('order')], false],
    ['a kitchen that was told', 'kitchen_no_hat', [step('push'), step('rectification')], false],
    ['an order served to a kitchen', 'kitchen_no_hat', [step('order')], true],
    ['a camera', 'camera_health', [step('dispatch')], false],
  ])('%s: %s', (...[, kind, steps, expected]) =>
    expect(isOnSite(kind, steps, { openedAt, rectifyMissing: 'order' })).toBe(expected),
  )

  it('of a kitchen: an earlier order that a re-check found unheeded', () => {
    const steps = [step('order', 1), step('recheck', 500)]
    expect(isOnSite('kitchen_no_hat', steps, { openedAt, rectifyMissing: null })).toBe(true)
    expect(isOnSite('kitchen_no_hat', steps, { openedAt, rectifyMissing: 'non_compliance' })).toBe(false)
    expect(isOnSite('angling', steps, { openedAt, rectifyMissing: null })).toBe(false)
  })
})
