import { expect, it } from 'vitest'
import { masksEdited, masksOf, problemsOf, startMasks } from './mask-draft.ts'

it('adds, undoes and removes masks, and never begins to draw a zone', () => {
  const none = startMasks([])
  expect(problemsOf(none)).toEqual([])
  const one = masksEdited(none, { type: 'add_rectangle' })
  expect(masksOf(one)).toHaveLength(1)
  expect([one.drawing, problemsOf(one)]).toEqual([null, []])
  const two = masksEdited(one, { type: 'add_rectangle' })
  const moved = masksEdited(two, { type: 'nudge', dx: -0.1, dy: 0 })
  expect(masksOf(moved)[1]?.[0]?.x).toBeCloseTo(0.3)
  expect(masksOf(masksEdited(moved, { type: 'delete_shape', shape: 0 }))).toHaveLength(1)
  const undone = [1, 2, 3, 4, 5].reduce((draft) => masksEdited(draft, { type: 'undo' }), moved)
  expect([masksOf(undone), undone.drawing]).toEqual([[], null])
})
