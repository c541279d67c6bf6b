import { describe, expect, it } from 'vitest'
import type { Box } from '../geometry/point.ts'
import { dwellOf, placesOf, proofOf, remember, type Look } from './looks.ts'

const here: Box = { left: 0.4, top: 0.4, right: 0.5, bottom: 0.5 }
/** One look a second: `H` held, `s` seen only, `.` missed. */
const looksOf = (signs: string, everyMs = 1000): readonly Look[] =>
  [...signs].map((sign, i) => ({ at: i * everyMs, box: sign === '.' ? null : here, holds: sign === 'H' }))
const everywhere = (): boolean => true
const timing = { stillMs: 0, graceMs: 0, maxGapMs: 5000 }
const threeOfFive = { ...timing, hits: { least: 3, of: 5 } }

describe('what a claim may rest on', () => {
  it.each([
    ['all that held', 'HHHH', timing, [0, 1, 2, 3]],
    ['not what was only seen', 'sHHs', timing, [1, 2]],
    ['the looks after a gap that is too long', 'HH......HH', timing, [8, 9]],
    ['those before a gap that is not', 'HH....HH', timing, [0, 1, 6, 7]],
    ['too few of the last', 'HH.....HH', threeOfFive, []],
    ['enough of the last, from the first of them on', 'H.HH', threeOfFive, [0, 2, 3]],
    ['enough all along, further back than is counted', 'HHH.HHHH', threeOfFive, [0, 1, 2, 4, 5, 6, 7]],
    ['not one that lay about before there were enough', 'H.....HHH', threeOfFive, [6, 7, 8]],
    ['nothing', '...', timing, []],
  ] as const)('%s', (...[, signs, how, expected]) => {
    expect(proofOf(looksOf(signs), how, everywhere).map((at) => at / 1000)).toEqual(expected)
  })

  it('is nothing that was seen elsewhere', () => {
    const [first, ...rest] = looksOf('HHH')
    const looks = [{ ...first!, box: { ...here, left: 0.1 } }, ...rest]
    expect(proofOf(looks, timing, ({ left }) => left > 0.3)).toEqual([1000, 2000])
  })
})

describe('what is remembered', () => {
  const after = (signs: string, heldFrom: number) =>
    remember(looksOf(signs), { at: signs.length * 1000, box: here, holds: true }, { heldFrom })
      .map(({ at, box, holds }) => `${at / 1000}${holds ? 'H' : box ? 's' : '.'}`)
      .join(' ')
  it.each([
    ['three seconds, and four looks', 'sssss', 5000, '2s 3s 4s 5H'],
    ['what is known now of the looks before', 'sssss', 3000, '2s 3H 4H 5H'],
    ['never of a look that did not see it', 'sss.s', 0, '2H 3. 4H 5H'],
  ] as const)('%s', (...[, signs, heldFrom, expected]) => expect(after(signs, heldFrom)).toBe(expected))
})

it.each([
  ['one, trembling', [0, 0.01, 0.02], 1],
  ['two, to and fro', [0, 0.2, 0, 0.2], 2],
  ['three', [0, 0.06, 0.12], 3],
] as const)('counts places: %s', (_, offs, expected) => {
  const looks = offs.map((off, i) => {
    return { at: i, holds: true, box: { ...here, left: here.left + off, right: here.right + off } }
  })
  expect(placesOf(looks, 0)).toBe(expected)
  expect(placesOf(looks, offs.length)).toBe(0)
})

it('tells how often and with what gap it was seen', () => {
  expect(dwellOf([0, 1000, 4000])).toEqual({ fromAt: 0, toAt: 4000, seenFrames: 3, longestGapMs: 3000 })
  expect(dwellOf([])).toBeNull()
})
