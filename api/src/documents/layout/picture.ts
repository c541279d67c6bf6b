import { page, styles } from './page.ts'
import { drawText, heightOf, makeRoom, type Sheet } from './sheet.ts'

/** Two fit on a page. */
const mostHeight = 290

/** A picture as wide as the page lets it be, its caption below: never apart. */
export function drawPicture(sheet: Sheet, bytes: Buffer | undefined, caption: string): void {
  if (!bytes) throw new Error(`a picture that is to be printed is not there: ${caption}`)
  const { doc } = sheet
  const { width, height } = doc.openImage(bytes)
  const scale = Math.min(page.width / width, mostHeight / height)
  const below = heightOf(sheet, caption, { width: page.width, style: styles.small })
  makeRoom(sheet, height * scale + below + 14)
  const x = page.left + (page.width - width * scale) / 2
  doc.image(bytes, x, sheet.y, { width: width * scale, height: height * scale })
  const y = sheet.y + height * scale + 4
  drawText(sheet, caption, { box: { x: page.left, y, width: page.width }, style: styles.small, align: 'center' })
  sheet.y = y + below + 10
}
