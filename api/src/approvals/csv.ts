/** Excel reads a file as UTF-8 only with this before it. */
const byteOrderMark = '\uFEFF'
/** With one of these a cell is a formula: a name somebody typed would be run by whoever opens the file. */
const formula = /^[=+\-@\t\r]/

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as a file that Excel opens: UTF-8 with its mark, CRLF, no cell a formula. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  byteOrderMark + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
