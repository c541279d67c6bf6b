import type { Proportion } from '@sightline/detectors/measures/proportion'
import type { FoundRow, FoundTables } from './found-truths.ts'
import { textTable } from './text-table.ts'

const percent = (share: number): string => (share * 100).toFixed(1)

/** `93.3 [70.2, 98.8]` with its 95 % interval; `-` where there was nothing to judge by. */
export const shareText = ({ share, low, high }: Proportion): string =>
  share === null ? '-' : `${percent(share)} [${percent(low)}, ${percent(high)}]`

function rowsOf(title: string, rows: readonly FoundRow[]): string[][] {
  const withRight = rows.some(({ right }) => right !== null)
  const right = ({ right: share }: FoundRow): string[] =>
    share === null ? [] : [String(share.tries - share.hits), shareText(share)]
  return [
    [
      title,
      '目标 objects',
      '找到 found',
      '% [95 %]',
      ...(withRight ? ['误报 false', '准确 precision % [95 %]'] : []),
    ],
    ...rows.map((row) => [
      row.name,
      String(row.found.tries),
      String(row.found.hits),
      shareText(row.found),
      ...right(row),
    ]),
  ]
}

/** What a model finds of a site's own findings. */
export function foundTable({ rules, classes }: FoundTables): string {
  if (classes.length === 0) return '没有经人确认的目标 · no object that people confirmed'
  const tables = [
    ...(rules.length > 0 ? [textTable(rowsOf('规则 rule', rules))] : []),
    textTable(rowsOf('类别 class', classes)),
  ]
  return tables.join('\n\n')
}
