import type { Block } from '../blocks.ts'
import { bodyHeight, page, styles } from './page.ts'
import { flowText, heightOf, makeRoom, type Sheet } from './sheet.ts'

/** A heading stands above so much at least: never alone at the foot of a page. */
export function drawHeading(sheet: Sheet, text: string, above = 100): void {
  sheet.y += 8
  makeRoom(sheet, 24 + above)
  flowText(sheet, text, { style: styles.heading, indent: 0 })
  sheet.y += 2
}

/** What people read from line to line. `keep`: so much of what follows stands on the page of its end, where it is short. */
export function drawProse(sheet: Sheet, block: Extract<Block, { type: 'text' }>, keep: number): void {
  const { text, style } = block
  sheet.y += 4
  const of = style === 'note' ? styles.note : styles.text
  const high = heightOf(sheet, text, { width: page.width, style: of })
  if (keep > 0 && high + keep < bodyHeight / 2) makeRoom(sheet, high + keep + 8)
  flowText(sheet, text, { style: of, indent: style ? 0 : 2 * of.size })
}
