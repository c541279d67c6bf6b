import type { Evaluation, Figure } from './average-precision.ts'
import type { SizeRow } from './by-size.ts'
import { textTable } from './text-table.ts'
import { transforms, type TransformName } from './transforms.ts'

/** What a model makes of the pictures so transformed. */
export interface TransformRow {
  readonly transform: TransformName
  readonly evaluation: Evaluation
  readonly sizes: readonly SizeRow[]
}

const percent = (figure: Figure | undefined): string =>
  figure === null || figure === undefined ? '-' : (figure * 100).toFixed(1)

/** AP50 in percent of persons and cars, and the mean of all classes, by transform. */
export function transformTable(rows: readonly TransformRow[]): string {
  const ap50 = ({ evaluation }: TransformRow, wanted: string): string =>
    percent(evaluation.categories.find(({ category }) => category === wanted)?.ap50)
  return textTable([
    ['变换 transform', '人 person', '车 car', '全部 all'],
    ...rows.map((row) => [
      `${row.transform} ${transforms[row.transform].zh}`,
      ap50(row, 'person'),
      ap50(row, 'car'),
      percent(row.evaluation.overall.ap50),
    ]),
  ])
}

/** How many of what was there were seen, by size in the model's input; rows of one size are added up. */
export function sizeTable(rows: readonly SizeRow[]): string {
  const sum = (these: readonly SizeRow[], of: 'truths' | 'seen'): number =>
    these.reduce((all, row) => all + row[of], 0)
  const keys = [...new Set(rows.map(({ category, fromPx }) => `${category}/${fromPx}`))]
  const lines = keys.flatMap((key) => {
    const same = rows.filter(({ category, fromPx }) => `${category}/${fromPx}` === key)
    const [first] = same
    const truths = sum(same, 'truths')
    if (!first || truths === 0) return []
    const seen = sum(same, 'seen')
    const to = first.toPx === Infinity ? '' : String(first.toPx)
    return [[first.category, `${first.fromPx}–${to}`, String(truths), String(seen), percent(seen / truths)]]
  })
  return textTable([['类别 class', '像素 px', '目标 truths', '看见 seen', '% '], ...lines])
}
