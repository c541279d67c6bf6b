import type { Evaluation, Figure, Figures } from './average-precision.ts'
import { textTable } from './text-table.ts'

const columns = [
  ['ap', 'AP'],
  ['ap50', 'AP50'],
  ['ap75', 'AP75'],
  ['small', '小 small'],
  ['medium', '中 medium'],
  ['large', '大 large'],
  ['ar1', 'AR1'],
  ['ar10', 'AR10'],
  ['ar100', 'AR100'],
] as const satisfies readonly (readonly [keyof Figures, string])[]

const percent = (figure: Figure): string => (figure === null ? '-' : (figure * 100).toFixed(1))
/** The evaluation in percent, all categories first; `-` where the data set has nothing of that kind. */
export function evalTable({ overall, categories }: Evaluation): string {
  const truths = categories.reduce((sum, category) => sum + category.truths, 0)
  const rows = [
    ['类别 class', '目标 truths', ...columns.map(([, title]) => title)],
    ['全部 all', String(truths), ...columns.map(([key]) => percent(overall[key]))],
    ...categories.map((category) => [
      category.category,
      String(category.truths),
      ...columns.map(([key]) => percent(category[key])),
    ]),
  ]
  return textTable(rows)
}
