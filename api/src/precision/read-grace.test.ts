import { expect, it } from 'vitest'
import { toGrace, type GraceRow } from './read-grace.ts'

const one = (more: Partial<GraceRow>): GraceRow => ({
  kind: 'shop_front',
  isConfirmed: false,
  closeReason: 'left_in_grace',
  wasWarned: false,
  count: 1,
  ...more,
})

it('counts what was put right after a reminder, of those of which it is known how they went on', () => {
  const [shops, cars, ...none] = toGrace([
    one({ wasWarned: true, count: 7 }),
    one({ wasWarned: true, closeReason: 'ceased_in_grace' }),
    one({ count: 3 }),
    one({ isConfirmed: true, closeReason: null, count: 9 }),
    one({ closeReason: 'not_seen', wasWarned: true, count: 50 }),
    one({ closeReason: 'view_moved', wasWarned: true, count: 60 }),
    one({ kind: 'illegal_parking', closeReason: null, count: 2 }),
  ])
  expect(none).toEqual([])
  expect(shops).toMatchObject({
    kind: 'shop_front',
    confirmed: 9,
    ends: { self_rectified: 8, left_in_grace: 3, not_seen: 50, withdrawn: 60 },
    selfRectified: { hits: 8, tries: 20, share: 0.4 },
  })
  expect(cars).toMatchObject({ ends: { not_seen: 2 }, selfRectified: { tries: 0, share: null } })
})
