import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign } from './assignment.ts'

type Fits = readonly (readonly number[])[]

/** Every pairing tried. */
function bestTotal([row, ...rest]: Fits, taken: ReadonlySet<number> = new Set()): number {
  if (!row) return 0
  const paired = row.flatMap((fit, j) =>
    taken.has(j) ? [] : [fit + bestTotal(rest, new Set([...taken, j]))],
  )
  return Math.max(bestTotal(rest, taken), ...paired)
}

const matrix = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 }), fc.double({ min: 0, max: 1, noNaN: true })),
        {
          minLength: columns,
          maxLength: columns,
        },
      ),
      { minLength: rows, maxLength: rows },
    ),
  )

describe('the best pairing', () => {
  it.each([
    ['nothing', [], []],
    ['rows without columns', [[], []], [null, null]],
    ['no fit at all', [[0, 0]], [null]],
    [
      'a greedy choice would cost the second row',
      [
        [0.9, 0.8],
        [0.8, 0],
      ],
      [1, 0],
    ],
    ['more rows than columns', [[0.3], [0.5], [0.4]], [null, 0, null]],
    ['more columns than rows', [[0.3, 0.5, 0.4]], [1]],
    [
      'of equals, in order',
      [
        [1, 1],
        [1, 1],
      ],
      [0, 1],
    ],
  ] as const)('%s', (_, fits, expected) => {
    expect(assign(fits)).toEqual(expected)
  })

  it('adds up to as much as any pairing tried by hand, takes no column twice and pairs nothing that does not fit', () => {
    fc.assert(
      fc.property(matrix, (fits) => {
        const columns = assign(fits)
        const taken = columns.filter((column) => column !== null)
        expect(new Set(taken).size).toBe(taken.length)
        const chosen = columns.map((column, i) => (column === null ? 0 : fits[i]![column]!))
        expect(columns.every((column, i) => column === null || chosen[i]! > 0)).toBe(true)
        expect(chosen.reduce((sum, fit) => sum + fit, 0)).toBeCloseTo(bestTotal(fits), 9)
      }),
      { numRuns: 400, seed: 1 },
    )
  })
})
