import { alertSchema } from '@sightline/api/contract/alerts'
import { expect, it } from 'vitest'
import { claimMoveOf } from './claim-move.ts'
import { happeningOrder, showsHappening, stageOf, statusesOf, viewOf, views } from './wall-filter.ts'
import { alertStatuses } from '@sightline/api/law/statuses'

const me = alertSchema.shape.claimedBy.parse({ id: 'p1', name: '王芳' })
const other = alertSchema.shape.claimedBy.parse({ id: 'p2', name: '赵敏' })

it.each([
  ['new', null, 'claim'],
  ['claimed', me, 'release'],
  ['claimed', other, null],
  ['dismissed', null, null],
  ['passed_on', me, null],
] as const)('the claim key on %s held by %o: %s', (status, claimedBy, move) =>
  expect(claimMoveOf({ status, claimedBy }, 'p1')).toBe(move),
)

it.each([
  ['open', null, true],
  ['open', 'confirmed', false],
  ['done', null, false],
  ['done', 'happening', true],
  ['open', 'nonsense', true],
] as const)('in the view %s with the stage %s: what happens now is shown: %s', (view, stage, is) =>
  expect(showsHappening(view, stageOf(stage))).toBe(is),
)

it('what runs comes first, by the end of its grace, then what ended', () => {
  const one = (openedAt: number, graceUntil: number, endedAt: number | null = null) => ({
    openedAt,
    graceUntil,
    endedAt,
  })
  const [late, soon, ended, endedNow] = [one(1, 90), one(2, 50), one(3, 40, 5), one(4, 30, 7)]
  expect(happeningOrder([ended, late, endedNow, soon])).toEqual([soon, late, endedNow, ended])
})

it('every status is in exactly one view, or happens now', () => {
  const of = views.filter((view) => view !== 'all').flatMap((view) => [...statusesOf[view]])
  expect([...of, 'opened'].sort()).toEqual([...alertStatuses].sort())
  expect([...statusesOf.all, 'opened'].sort()).toEqual([...alertStatuses].sort())
})
it.each([
  ['done', 'done'],
  [null, 'open'],
  ['nonsense', 'open'],
])('the view in the address %s', (text, view) => expect(viewOf(text, 'open')).toBe(view))
