import type { Evaluation, Figure, Figures } from './average-precision.ts'

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
/** How many columns of a terminal: characters of Chinese take two. */
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0)
const gap = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text)))

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
  return tableOf(rows)
}

/** Rows of as many cells each, under each other; the first column stands left, the others right. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? '')))) ?? []
  const padded = (cell: string, i: number) =>
    i === 0 ? cell + gap(cell, widths[i] ?? 0) : gap(cell, widths[i] ?? 0) + cell
  return rows.map((row) => row.map(padded).join('  ')).join('\n')
}
