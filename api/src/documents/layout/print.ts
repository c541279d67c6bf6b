import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import type { DocumentText } from '../blocks.ts'
import { drawBlock } from './draw-block.ts'
import type { Fonts } from './fonts.ts'
import { page, styles } from './page.ts'
import type { Pictures } from './picture.ts'
import { drawText, type Sheet } from './sheet.ts'
import { drawTitle } from './title.ts'

/** Number and page of every page, now that their count is known. */
function drawFeet(sheet: Sheet, { name, number, made }: DocumentText): number {
  const { doc } = sheet
  const { start, count } = doc.bufferedPageRange()
  const box = { x: page.left, y: page.foot, width: page.width }
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(start + i)
    doc
      .moveTo(page.left, page.foot - 4)
      .lineTo(page.right, page.foot - 4)
      .lineWidth(0.4)
      .stroke('#666666')
    doc.fillColor('black')
    drawText(sheet, `${name}　${number}`, { box, style: styles.foot })
    drawText(sheet, made, { box, style: styles.small, align: 'center' })
    drawText(sheet, `第 ${i + 1} 页　共 ${count} 页`, { box, style: styles.foot, align: 'right' })
  }
  return count
}

interface Printing {
  readonly fonts: Fonts
  readonly pictures: Pictures
  /** Epoch ms, written into the file: the same document made of the same is the same, byte for byte. */
  readonly madeAt: number
}

/** The document as a PDF, and of how many pages. */
export async function printDocument(
  document: DocumentText,
  { fonts, pictures, madeAt }: Printing,
): Promise<{ bytes: Buffer; pages: number }> {
  const { left, marginRight: right, top, marginBottom: bottom } = page
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top, bottom, left, right },
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${document.name} ${document.number}`,
      Creator: 'Sightline',
      CreationDate: new Date(madeAt),
    },
  })
  const written = buffer(doc)
  doc.registerFont('text', fonts.text).registerFont('bold', fonts.bold)
  const sheet: Sheet = { doc, covers: fonts.covers, y: top }
  drawTitle(sheet, document)
  const { blocks } = document
  blocks.forEach((block, i) => drawBlock(sheet, block, { pictures, next: blocks[i + 1] }))
  const pages = drawFeet(sheet, document)
  doc.end()
  return { bytes: await written, pages }
}
