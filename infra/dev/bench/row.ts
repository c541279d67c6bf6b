/** One line of the table. */
export interface Row {
  readonly what: string
  readonly figure: string
  /** The promise it is held against, or what it has to be read with. */
  readonly note: string
}

export interface BenchInput {
  readonly seconds: number
  readonly say: (line: string) => void
  /** Of `keys`: seconds between key frames, of one distance alone. Absent: each in its turn. */
  readonly apart?: number
}

/** The rows as Markdown, as `docs/measurements.md` holds them. */
export function toTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure, note }) => `| ${what} | ${figure} | ${note} |`)
  return ['| what | measured | note |', '| --- | --- | --- |', ...lines].join('\n')
}
