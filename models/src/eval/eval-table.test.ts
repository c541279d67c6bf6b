import { expect, it } from 'vitest'
import { evaluate } from './average-precision.ts'
import { evalTable } from './eval-table.ts'

it('tells percent by category and size, and a dash where there is nothing to tell', () => {
  const box = [0, 0, 20, 20] as const
  const truth = { image: 1, box, area: 400, crowd: false }
  const table = evalTable(
    evaluate(
      [
        { ...truth, category: 'car' },
        { ...truth, category: 'person' },
      ],
      [{ image: 1, category: 'car', box, score: 0.9 }],
    ),
  )
  expect(table.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    [
      '类别 class',
      '目标 truths',
      'AP',
      'AP50',
      'AP75',
      '小 small',
      '中 medium',
      '大 large',
      'AR1',
      'AR10',
      'AR100',
    ],
    ['全部 all', '2', '50.0', '50.0', '50.0', '50.0', '-', '-', '50.0', '50.0', '50.0'],
    ['car', '1', '100.0', '100.0', '100.0', '100.0', '-', '-', '100.0', '100.0', '100.0'],
    ['person', '1', '0.0', '0.0', '0.0', '0.0', '-', '-', '0.0', '0.0', '0.0'],
  ])
})
