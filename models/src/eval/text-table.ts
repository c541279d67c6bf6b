/** How many columns of a terminal: characters of Chinese take two. */
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0)
const gap = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text)))

/** Rows as text: the first column to the left, the others to the right. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? '')))) ?? []
  const padded = (cell: string, i: number) =>
    i === 0 ? cell + gap(cell, widths[i] ?? 0) : gap(cell, widths[i] ?? 0) + cell
  return rows.map((row) => row.map(padded).join('  ')).join('\n')
}
