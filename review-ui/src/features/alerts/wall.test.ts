import { alertSchema } from '@sightline/api/contract/alerts'
import { expect, it } from 'vitest'
import { claimMoveOf } from './claim-move.ts'
import { statusesOf, viewOf, views } from './wall-filter.ts'
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

it('every status is in exactly one view', () => {
  expect(views.flatMap((view) => [...statusesOf[view]]).sort()).toEqual([...alertStatuses].sort())
})
it.each([
  ['done', 'done'],
  [null, 'open'],
  ['nonsense', 'open'],
])('the view in the address %s', (text, view) => expect(viewOf(text, 'open')).toBe(view))
