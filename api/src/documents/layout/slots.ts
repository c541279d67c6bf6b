import { blank, type Block } from '../blocks.ts'
import { page, styles } from './page.ts'
import { drawRows } from './rows.ts'
import { drawText, heightOf, makeRoom, type Sheet } from './sheet.ts'

const dateLine = '　　　　年　　月　　日'
const slotHeight = 74
const half = page.width / 2

function drawSlot(sheet: Sheet, text: string, x: number): void {
  const width = half - 12
  drawText(sheet, text, { box: { x, y: sheet.y, width }, style: styles.cell })
  const below = { x, y: sheet.y + slotHeight - 24, width }
  drawText(sheet, dateLine, { box: below, style: styles.cell, align: 'right' })
}

/** Places to sign at, two beside each other, all on one page, with so much of what follows (`keep`). */
export function drawSignatures(sheet: Sheet, slots: readonly string[], keep: number): void {
  sheet.y += 10
  makeRoom(sheet, Math.ceil(slots.length / 2) * slotHeight + keep)
  for (let i = 0; i < slots.length; i += 2) {
    drawSlot(sheet, slots[i] ?? '', page.left)
    drawSlot(sheet, slots[i + 1] ?? '', page.left + half)
    sheet.y += slotHeight
  }
}

const sealRadius = 52
/** Of the seal's place, points. */
export const sealHeight = 2 * sealRadius + 14

/** Where the agency's seal goes: over its name and the day, which are written by hand. */
export function drawSeal(sheet: Sheet, agency: string): void {
  makeRoom(sheet, sealHeight)
  const { doc, y } = sheet
  const [width, centre] = [190, page.right - 100]
  const box = { x: centre - width / 2, width }
  doc
    .circle(centre, y + 6 + sealRadius, sealRadius)
    .lineWidth(0.7)
    .dash(3, { space: 3 })
    .stroke('#999999')
    .undash()
  doc.fillColor('#999999')
  drawText(sheet, '（印章）', { box: { ...box, y: y + 16 }, style: styles.note, align: 'center' })
  doc.fillColor('black')
  const name = heightOf(sheet, agency, { width, style: styles.cell })
  drawText(sheet, agency, {
    box: { ...box, y: Math.max(y, y + 6 + sealRadius - name) },
    style: styles.cell,
    align: 'center',
  })
  drawText(sheet, dateLine, { box: { ...box, y: y + sealRadius + 16 }, style: styles.cell, align: 'center' })
  sheet.y = y + sealHeight
}

const opinionHeight = 78

/** A cell for what somebody decides, with the place to sign at its foot. */
export function drawOpinion(
  sheet: Sheet,
  { label, text, signers }: Extract<Block, { type: 'opinion' }>,
  keep: number,
): void {
  makeRoom(sheet, opinionHeight + keep)
  const share = 0.16
  const style = styles.cell
  drawRows(sheet, [
    {
      least: opinionHeight,
      cells: [
        { text: label, share, style: styles.label, isLabel: true },
        { text: `${text}\n\n\n`, share: 1 - share, style },
      ],
    },
  ])
  const box = { x: page.left + share * page.width, y: sheet.y - 20, width: page.width * (1 - share) - 8 }
  drawText(sheet, `签名：${Array.from({ length: signers }, () => blank(7)).join('、')}${dateLine}`, {
    box,
    style,
    align: 'right',
  })
}
