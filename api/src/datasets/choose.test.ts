import { expect, it } from 'vitest'
import type { AlertStatus, EndReason } from '../../law/statuses.ts'
import { hardness } from '../../contract/datasets.ts'
import { inOrder } from './choose.ts'
import { conclusionOf, hardnessOf, type Judged } from './verdict-of.ts'

const judged = (
  status: AlertStatus,
  dismissReason: EndReason | null,
  ...verdicts: ('confirm' | 'reject')[]
): Judged => ({
  status,
  dismissReason,
  reviews: verdicts.map((verdict) => ({ verdict, plate: null })),
})

it.each([
  ['nobody has spoken', judged('new', null), null],
  ['an operator holds it', judged('claimed', null), null],
  ['one officer agrees, and the second is awaited', judged('agreed_once', null, 'confirm'), null],
  ['two officers agree', judged('proposed', null, 'confirm', 'confirm'), ['right', 'right']],
  ['dismissed: nothing of the kind', judged('dismissed', 'not_a_violation'), ['wrong', 'wrong']],
  ['dismissed: it had a permit, so it stood there', judged('dismissed', 'has_permit'), ['right', 'right']],
  ['dismissed: nobody can tell', judged('dismissed', 'picture_unclear'), ['uncertain', 'uncertain']],
  ['passed on, and rejected', judged('rejected', 'not_a_violation', 'reject'), ['wrong', 'disputed']],
  ['confirmed, and rejected', judged('rejected', 'has_permit', 'confirm', 'reject'), ['right', 'disputed']],
  ['rejected: nobody can tell', judged('rejected', 'below_standard', 'reject'), ['uncertain', 'uncertain']],
  ['a test picture teaches nothing', judged('dismissed', 'test_picture'), null],
  ['nor does a double', judged('dismissed', 'duplicate'), null],
] as const)('%s', (_, alert, expected) => {
  const conclusion = conclusionOf(alert)
  expect(conclusion && [conclusion.verdict, hardnessOf(conclusion)]).toEqual(expected)
})

it('is disputed where two officers typed different plates', () => {
  const reviews = ['渝A11111', '渝A11112'].map((plate) => ({
    verdict: 'confirm' as const,
    plate,
  }))
  expect(conclusionOf({ status: 'proposed', dismissReason: null, reviews })?.disputed).toBe(true)
})

const many = Array.from({ length: 40 }, (_, i) => ({ id: `f${i}`, hardness: hardness[i % 4] ?? 'right' }))

it('puts the hard ones first, and draws among equals by the seed alone', () => {
  const order = inOrder(many, 7)
  expect(order.map((one) => hardness.indexOf(one.hardness))).toEqual(
    many.map((one) => hardness.indexOf(one.hardness)).toSorted((a, b) => a - b),
  )
  expect(inOrder(many.toReversed(), 7)).toEqual(order)
  expect(inOrder(many, 8)).not.toEqual(order)
})
