import type { Picture } from '../blocks.ts'
import { page, styles } from './page.ts'
import { drawHeading } from './prose.ts'
import { drawText, heightOf, makeRoom, type Sheet } from './sheet.ts'

/** A JPEG and its size, pixels. */
export interface Jpeg {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
}

/** A picture that nobody may have, and why. */
export interface Withheld {
  readonly why: string
}

/** By the name of their exhibit. */
export type Pictures = ReadonlyMap<string, Jpeg | Withheld>

/** Two fit on a page. */
const mostHeight = 290

/** A picture as wide as the page lets it be, its caption below: never apart. */
function drawPicture(sheet: Sheet, { bytes, width, height }: Jpeg, caption: string): void {
  const { doc } = sheet
  const scale = Math.min(page.width / width, mostHeight / height)
  const below = heightOf(sheet, caption, { width: page.width, style: styles.small })
  makeRoom(sheet, height * scale + below + 14)
  const x = page.left + (page.width - width * scale) / 2
  doc.image(bytes, x, sheet.y, { width: width * scale, height: height * scale })
  const y = sheet.y + height * scale + 4
  drawText(sheet, caption, {
    box: { x: page.left, y, width: page.width },
    style: styles.small,
    align: 'center',
  })
  sheet.y = y + below + 10
}

/** An empty frame in the place of a picture, with the reason in it. */
function drawWithheld(sheet: Sheet, { why }: Withheld, caption: string): void {
  const frame = 70
  const below = heightOf(sheet, caption, { width: page.width, style: styles.small })
  makeRoom(sheet, frame + below + 14)
  sheet.doc.rect(page.left, sheet.y, page.width, frame).lineWidth(0.6).stroke('#666666')
  sheet.doc.fillColor('black')
  const box = { x: page.left + 12, y: sheet.y + 24, width: page.width - 24 }
  drawText(sheet, why, { box, style: styles.cell, align: 'center' })
  const y = sheet.y + frame + 4
  drawText(sheet, caption, {
    box: { x: page.left, y, width: page.width },
    style: styles.small,
    align: 'center',
  })
  sheet.y = y + below + 10
}

/** Pictures one below the other; their title stands above the first. */
export function drawPictures(
  sheet: Sheet,
  { title, pictures }: { title: string; pictures: readonly Picture[] },
  printed: Pictures,
): void {
  pictures.forEach(({ name, caption }, i) => {
    const picture = printed.get(name)
    if (!picture) throw new Error(`a picture that is to be printed is not there: ${name}`)
    if (i === 0) drawHeading(sheet, title, mostHeight)
    if ('why' in picture) drawWithheld(sheet, picture, caption)
    else drawPicture(sheet, picture, caption)
  })
}
