import type { DocumentText } from '../blocks.ts'
import { page, styles, type Style } from './page.ts'
import { drawText, heightOf, type Sheet } from './sheet.ts'

/** The head of the first page: whose document it is, what it is, and its number. */
export function drawTitle(sheet: Sheet, { agency, name, number }: DocumentText): void {
  const lines: readonly { text: string; style: Style; align: 'center' | 'right'; gap: number }[] = [
    { text: agency, style: styles.agency, align: 'center', gap: 6 },
    { text: name, style: styles.title, align: 'center', gap: 8 },
    { text: number, style: styles.cell, align: 'right', gap: 6 },
  ]
  for (const { text, style, align, gap } of lines) {
    drawText(sheet, text, { box: { x: page.left, y: sheet.y, width: page.width }, style, align })
    sheet.y += heightOf(sheet, text, { width: page.width, style }) + gap
  }
}
