import type { Block, Column, Pair } from '../blocks.ts'
import { styles } from './page.ts'
import { drawPictures, type Pictures } from './picture.ts'
import { drawHeading, drawProse } from './prose.ts'
import { drawRows, type Cell, type Row } from './rows.ts'
import type { Sheet } from './sheet.ts'
import { drawOpinion, drawSeal, drawSignatures, sealHeight } from './slots.ts'

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
const tableRow = (
  { columns, isDense }: Extract<Block, { type: 'table' }>,
  texts: readonly string[],
): Row => ({
  cells: columns.map(({ share }, i) => ({
    text: texts[i] ?? '',
    share,
    style: isDense ? styles.small : styles.row,
  })),
})

interface Around {
  readonly pictures: Pictures
  /** What comes below: a seal stands never alone on a page. */
  readonly next: Block | undefined
}

/** One block below what is there. */
export function drawBlock(sheet: Sheet, block: Block, { pictures, next }: Around): void {
  const keep = next?.type === 'seal' ? sealHeight : 0
  switch (block.type) {
    case 'form':
      return drawRows(sheet, block.rows.map(formRow))
    case 'heading':
      return drawHeading(sheet, block.text)
    case 'text':
      return drawProse(sheet, block, keep)
    case 'table':
      return drawRows(
        sheet,
        block.rows.map((row) => tableRow(block, row)),
        headOf(block.columns),
      )
    case 'pictures':
      return drawPictures(sheet, block, pictures)
    case 'opinion':
      return drawOpinion(sheet, block, keep)
    case 'signatures':
      return drawSignatures(sheet, block.slots, keep)
    case 'seal':
      return drawSeal(sheet, block.agency)
  }
}
