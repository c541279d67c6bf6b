import { expect, it } from 'vitest'
import type { AlertStatus } from '../../law/statuses.ts'
import { maySeeMachinePlate } from './machine-plate.ts'

const ann = { officerId: 'ann', plate: '渝A12345' }

it.each<[string, AlertStatus, { officerId: string; plate: string | null }[], boolean]>([
  ['nobody has typed', 'passed_on', [], false],
  ['typed herself', 'agreed_once', [ann], true],
  ['another typed', 'agreed_once', [{ ...ann, officerId: 'bob' }], false],
  ['reviewed herself without a plate', 'agreed_once', [{ ...ann, plate: null }], false],
  ['proposed: nobody will type any more', 'proposed', [], true],
  ['transferred: nobody will type any more', 'transferred', [], true],
  ['rejected', 'rejected', [], true],
  ['dismissed, and may be restored', 'dismissed', [], false],
])('%s', (...[, status, reviews, isShown]) =>
  expect(maySeeMachinePlate({ status, reviews, personId: 'ann' })).toBe(isShown),
)
