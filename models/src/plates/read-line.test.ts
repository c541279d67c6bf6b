import { expect, it } from 'vitest'
import { alphabetOf, readLine } from './read-line.ts'

const alphabet = alphabetOf('A\nB\nC')
/** One step per pair: the symbol and its probability; the rest falls to the blank, or to A where it is the blank. */
const steps = (...of: readonly (readonly [number, number])[]) => {
  const data = of.flatMap(([symbol, p]) => {
    const step = [0, 0, 0, 0, 0]
    step[symbol === 0 ? 1 : 0] = 1 - p
    step[symbol] = p
    return step
  })
  return { data: Float32Array.from(data), dims: [1, of.length, 5] }
}

it('knows the blank, the keys and the space', () => expect(alphabet).toEqual(['', 'A', 'B', 'C', ' ']))

it.each<[string, [number, number][], string, number[]]>([
  [
    'a run is one character, as sure as its surest step',
    [
      [1, 0.6],
      [1, 0.9],
      [1, 0.7],
    ],
    'A',
    [0.9],
  ],
  [
    'a blank parts two of the same',
    [
      [1, 0.8],
      [0, 0.9],
      [1, 0.7],
    ],
    'AA',
    [0.8, 0.7],
  ],
  [
    'neighbours need no blank',
    [
      [1, 0.8],
      [2, 0.7],
      [3, 0.6],
    ],
    'ABC',
    [0.8, 0.7, 0.6],
  ],
  [
    'a character comes back after another',
    [
      [1, 0.8],
      [2, 0.7],
      [1, 0.6],
    ],
    'ABA',
    [0.8, 0.7, 0.6],
  ],
  ['the last symbol is the space', [[4, 0.8]], ' ', [0.8]],
  [
    'blanks only',
    [
      [0, 0.9],
      [0, 0.9],
    ],
    '',
    [],
  ],
  ['nothing', [], '', []],
])('%s', (...[, of, text, confidences]) => {
  const read = readLine(steps(...of), alphabet)
  expect(read.map(({ character }) => character).join('')).toBe(text)
  read.forEach(({ confidence }, i) => expect(confidence).toBeCloseTo(confidences[i]!, 6))
})

it('refuses keys of another reader', () =>
  expect(() => readLine(steps([1, 1]), ['', 'A'])).toThrow('5 symbols'))
