import type { Block, Column, Pair } from '../blocks.ts'
import { page, styles } from './page.ts'
import { drawPicture } from './picture.ts'
import { drawRows, type Cell, type Row } from './rows.ts'
import { flowText, makeRoom, type Sheet } from './sheet.ts'
import { drawOpinion, drawSeal, drawSignatures } from './slots.ts'

export type Pictures = ReadonlyMap<string, Buffer>

const labelShare = 0.16
const pairCells = ([label, text]: Pair, share: number): Cell[] => [
  { text: label, share: labelShare, style: styles.label, isLabel: true },
  { text, share: share - labelShare, style: styles.cell },
]
const formRow = (pairs: readonly Pair[]): Row => ({
  least: 24,
  cells: pairs.flatMap((pair) => pairCells(pair, 1 / pairs.length)),
})

const headOf = (columns: readonly Column[]): Row => ({
  cells: columns.map(({ head, share }) => ({ text: head, share, style: styles.head, isLabel: true })),
})
const tableRow = (columns: readonly Column[], texts: readonly string[]): Row => ({
  cells: columns.map(({ share }, i) => ({ text: texts[i] ?? '', share, style: styles.small })),
})

function drawHeading(sheet: Sheet, text: string): void {
  sheet.y += 8
  // A heading stands above something: never alone at the foot of a page.
  makeRoom(sheet, 64)
  flowText(sheet, text, { style: styles.heading, indent: 0 })
  sheet.y += 2
}

function drawProse(sheet: Sheet, { text, style }: Extract<Block, { type: 'text' }>): void {
  if (style === 'note') sheet.y += 4
  const of = style === 'note' ? styles.note : styles.text
  flowText(sheet, text, { style: of, indent: style ? 0 : 2 * of.size })
  sheet.y += 3
}

/** One block below what is there. */
export function drawBlock(sheet: Sheet, block: Block, pictures: Pictures): void {
  switch (block.type) {
    case 'form':
      return drawRows(sheet, block.rows.map(formRow))
    case 'heading':
      return drawHeading(sheet, block.text)
    case 'text':
      return drawProse(sheet, block)
    case 'table':
      return drawRows(
        sheet,
        block.rows.map((row) => tableRow(block.columns, row)),
        headOf(block.columns),
      )
    case 'pictures':
      for (const { name, caption } of block.pictures) drawPicture(sheet, pictures.get(name), caption)
      return
    case 'opinion':
      return drawOpinion(sheet, block)
    case 'signatures':
      return drawSignatures(sheet, block.slots)
    case 'seal':
      return drawSeal(sheet, block.agency)
  }
}

/** The head of the first page. */
export function drawTitle(sheet: Sheet, { agency, name, number }: { agency: string; name: string; number: string }) {
  const centred = { width: page.width, align: 'center' } as const
  const { doc } = sheet
  doc.font(styles.agency.font).fontSize(styles.agency.size).text(agency, page.left, sheet.y, centred)
  doc.font(styles.title.font).fontSize(styles.title.size).text(name, page.left, doc.y + 4, centred)
  doc.font(styles.cell.font).fontSize(styles.cell.size)
  doc.text(number, page.left, doc.y + 6, { width: page.width, align: 'right' })
  sheet.y = doc.y + 6
}
