import { expect, it } from 'vitest'
import { markProblems } from './mark-problems.ts'

const mark = (foot: number, high: number) => ({ head: { x: 0.5, y: foot - high }, foot: { x: 0.5, y: foot } })
const far = mark(0.4, 0.1)
const near = mark(0.9, 0.4)

it.each<[string, readonly ReturnType<typeof mark>[], readonly string[]]>([
  ['none: they are taken away', [], []],
  ['a far and a near one', [far, near], []],
  ['a near and a far one', [near, far], []],
  ['seen from straight above: both alike', [mark(0.4, 0.1), mark(0.9, 0.1)], []],
  ['one', [near], ['two_needed']],
  ['three', [near, far, near], ['two_needed']],
  ['a head under its foot', [far, mark(0.9, -0.2)], ['upside_down 1']],
  ['both without height', [mark(0.4, 0), mark(0.9, 0)], ['upside_down 0', 'upside_down 1']],
  ['side by side', [mark(0.5, 0.2), mark(0.55, 0.2)], ['too_near']],
  ['the nearer one smaller', [mark(0.4, 0.3), mark(0.9, 0.1)], ['grows_away']],
])('%s', (_, marks, problems) => {
  const told = markProblems(marks).map(({ code, mark: which }) =>
    which === null ? code : `${code} ${which}`,
  )
  expect(told).toEqual(problems)
})
