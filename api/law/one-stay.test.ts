import { expect, it } from 'vitest'
import type { CloseReason } from '@sightline/detectors/finding'
import { mayBeOneStay, type KnownStay } from './one-stay.ts'

const stay = (openedAt: number, closedAt?: number, closeReason?: CloseReason): KnownStay => ({
  openedAt,
  closedAt: closedAt ?? null,
  closeReason: closeReason ?? null,
})
const next = stay(300)

it.each<[string, KnownStay, KnownStay, boolean]>([
  ['it left before the next began', stay(0, 200, 'left'), next, false],
  ['a fire went out before the next began', stay(0, 200, 'ceased'), next, false],
  ['it left after the other began', stay(0, 400, 'left'), next, true],
  ['it was lost from sight before the next began', stay(0, 200, 'lost_sight'), next, true],
  ['its source was switched off before the next began', stay(0, 200, 'watch_ended'), next, true],
  ['its rule was changed before the next began', stay(0, 200, 'rule_changed'), next, true],
  ['the view moved before the next began', stay(0, 200, 'view_moved'), next, true],
  ['it was never seen to end', stay(0), next, true],
  ['the other was seen to end before this began', stay(300), stay(0, 200, 'left'), false],
  ['a reason nobody knows', { ...stay(0, 200), closeReason: 'who knows' }, next, true],
])('R6: is one stay or two: %s', (...[, a, b, expected]) => {
  expect(mayBeOneStay(a, b)).toBe(expected)
  expect(mayBeOneStay(b, a)).toBe(expected)
})
