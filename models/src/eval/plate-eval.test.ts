import { describe, expect, it } from 'vitest'
import { alignCharacters, evaluatePlates } from './plate-eval.ts'

const aligned = (truth: string, read: string): string =>
  alignCharacters(truth, read)
    .map((pair) => `${pair.truth}${pair.read === pair.truth ? '' : `>${pair.read || '-'}`}`)
    .join(' ')

describe('characters beside each other', () => {
  it.each([
    ['渝A12345', '渝A12345', '渝 A 1 2 3 4 5'],
    ['渝A12345', '渝A12S45', '渝 A 1 2 3>S 4 5'],
    ['渝A12345', '渝A1345', '渝 A 1 2>- 3 4 5'],
    ['渝A12345', '渝A112345', '渝 A 1 2 3 4 5'],
    ['渝A12345', '', '渝>- A>- 1>- 2>- 3>- 4>- 5>-'],
    ['皖AMZ210', '皖AMZ21D', '皖 A M Z 2 1 0>D'],
    ['', '渝A1', ''],
    ['AB', 'BA', null],
  ])('%s read as %s', (truth, read, expected) => {
    if (expected !== null) expect(aligned(truth, read)).toBe(expected)
    expect(
      alignCharacters(truth, read)
        .map((pair) => pair.truth)
        .join(''),
    ).toBe(truth)
  })
})

it('counts plates to the letter, and each character that was missed with what stood in its place', () => {
  const { exact, all, characters, nothingRead } = evaluatePlates([
    { truth: '渝A12340', read: '渝A12340' },
    { truth: '渝A1234D', read: '渝A12340' },
    { truth: '渝A1234D', read: '渝A12340' },
    { truth: '渝B55555', read: '' },
  ])
  expect([exact.hits, exact.tries, nothingRead]).toEqual([1, 4, 1])
  expect(exact.low).toBeGreaterThan(0)
  expect([all.hits, all.tries]).toEqual([19, 28])
  expect(characters[0]).toMatchObject({ character: '5', readAs: [''], right: { hits: 0, tries: 5 } })
  expect(characters.find(({ character }) => character === 'D')).toMatchObject({
    readAs: ['0'],
    right: { hits: 0, tries: 2 },
  })
  expect(characters.find(({ character }) => character === 'A')).toBeUndefined()
})
