import { bodyHeight, page, type Style } from './page.ts'
import { drawText, heightOf, makeRoom, type Sheet } from './sheet.ts'

export interface Cell {
  readonly text: string
  /** Of the width of the page. */
  readonly share: number
  readonly style: Style
  /** Grey, and in the middle. */
  readonly isLabel?: boolean
}
export interface Row {
  readonly cells: readonly Cell[]
  /** So high at least, points. */
  readonly least?: number
}

const pad = 4
const grey = '#f0f0f0'

const inner = ({ share }: Cell): number => share * page.width - 2 * pad

const textHeight = (sheet: Sheet, cell: Cell): number =>
  heightOf(sheet, cell.text, { width: inner(cell), style: cell.style })

const rowHeight = (sheet: Sheet, { cells, least = 0 }: Row): number =>
  Math.max(least, ...cells.map((cell) => textHeight(sheet, cell) + 2 * pad))

function drawCell(sheet: Sheet, cell: Cell, { x, high }: { x: number; high: number }): void {
  const { doc, y } = sheet
  const width = cell.share * page.width
  if (cell.isLabel) doc.rect(x, y, width, high).fill(grey)
  doc.rect(x, y, width, high).lineWidth(0.6).stroke('black').fillColor('black')
  const spare = cell.isLabel ? (high - 2 * pad - textHeight(sheet, cell)) / 2 : 0
  const box = { x: x + pad, y: y + pad + spare, width: inner(cell) }
  drawText(sheet, cell.text, { box, style: cell.style, align: cell.isLabel ? 'center' : 'left' })
}

function drawRow(sheet: Sheet, row: Row, high: number): void {
  let x: number = page.left
  for (const cell of row.cells) {
    drawCell(sheet, cell, { x, high })
    x += cell.share * page.width
  }
  sheet.y += high
}

/** As much of a cell's text as this height holds, and the rest; a label stands in both. */
function cut(sheet: Sheet, cell: Cell, most: number): readonly [Cell, Cell] {
  if (cell.isLabel) return [cell, cell]
  const characters = [...cell.text]
  const part = (from: number, to: number): Cell => ({ ...cell, text: characters.slice(from, to).join('') })
  let [fits, over] = [0, characters.length + 1]
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2)
    if (textHeight(sheet, part(0, middle)) + 2 * pad <= most) fits = middle
    else over = middle
  }
  return [part(0, fits), part(fits, characters.length)]
}

/** A row that no page can hold, as several that one can: the only rows that are ever cut. */
function fitting(sheet: Sheet, row: Row, most: number): readonly Row[] {
  if (rowHeight(sheet, row) <= most) return [row]
  const parts = row.cells.map((cell) => cut(sheet, cell, most))
  const rest = { cells: parts.map(([, after]) => after) }
  return [{ cells: parts.map(([before]) => before) }, ...fitting(sheet, rest, most)]
}

/**
 * Rows in their order. None is split that a page can hold; on each page that begins with one of them the head stands again.
 */
export function drawRows(sheet: Sheet, rows: readonly Row[], head: Row | null = null): void {
  const headHeight = head ? rowHeight(sheet, head) : 0
  const [first] = rows
  if (head) {
    makeRoom(sheet, headHeight + (first ? rowHeight(sheet, first) : 0))
    drawRow(sheet, head, headHeight)
  }
  for (const row of rows.flatMap((one) => fitting(sheet, one, bodyHeight - headHeight))) {
    const high = rowHeight(sheet, row)
    if (makeRoom(sheet, high) && head) drawRow(sheet, head, headHeight)
    drawRow(sheet, row, high)
  }
}
