import { describe, expect, it } from 'vitest'
import { masksOf, masksOnScreen, type MaskVersion } from './masks.ts'

const made = (madeAt: number, name: string, turn = 0): MaskVersion<string> => ({
  madeAt,
  turn,
  shapes: name === '' ? [] : [name],
})

describe('the masks of a picture', () => {
  it.each<[string, MaskVersion<string>[], number[], number, number, readonly string[] | 'stale']>([
    ['none was ever drawn', [], [50], 10, 0, []],
    ['drawn before', [made(5, 'a')], [], 10, 0, ['a']],
    ['drawn after it was taken: a window was there before', [made(20, 'a')], [], 10, 0, ['a']],
    ['the newest', [made(5, 'a'), made(8, 'b')], [], 10, 0, ['b']],
    ['taken away again', [made(5, 'a'), made(8, '')], [], 10, 0, []],
    ['the camera was moved since they were drawn', [made(5, 'a')], [7], 10, 0, 'stale'],
    ['moved in the moment of the picture', [made(5, 'a')], [10], 10, 0, 'stale'],
    ['moved in the moment of the drawing: drawn on what is seen now', [made(7, 'a')], [7], 10, 0, ['a']],
    ['drawn anew after it was moved', [made(5, 'a'), made(9, 'b')], [7], 10, 0, ['b']],
    ['a picture from before it was moved has its own', [made(2, 'a'), made(9, 'b')], [7], 5, 0, ['a']],
    ['taken before it was moved, none drawn then', [made(9, 'b')], [7], 5, 0, 'stale'],
    ['drawn on a picture turned otherwise', [made(5, 'a', 90)], [], 10, 0, 'stale'],
  ])('%s', (...[, versions, views, at, turn, expected]) =>
    expect(masksOf(versions, views, { at, turn })).toEqual(expected),
  )

  it('on screens: from before anybody drew any, on a view that is gone, it is shown; later it is not', () => {
    const versions = [made(9, 'b')]
    expect(masksOnScreen(versions, [7], { at: 5, turn: 0 })).toEqual([])
    expect(masksOnScreen(versions, [11], { at: 12, turn: 0 })).toBe('stale')
  })
})
