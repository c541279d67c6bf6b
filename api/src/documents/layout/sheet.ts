import type PDFDocument from 'pdfkit'
import { drawable } from './covered.ts'
import { lineGap, page, type Style } from './page.ts'

/** What is drawn on, and down to where: the one thing here that moves. */
export interface Sheet {
  readonly doc: InstanceType<typeof PDFDocument>
  /** Which characters the fonts have. */
  readonly covers: (character: string) => boolean
  y: number
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Makes sure that so much fits below, on the next page where it does not. Answers whether a page began. */
export function makeRoom(sheet: Sheet, need: number): boolean {
  if (sheet.y + need <= page.bottom) return false
  sheet.doc.addPage()
  sheet.y = page.top
  return true
}

const inStyle = ({ doc }: Sheet, { font, size }: Style) => doc.font(font).fontSize(size)

/** How high a text is at this width. */
export const heightOf = (
  sheet: Sheet,
  text: string,
  { width, style }: { width: number; style: Style },
): number =>
  inStyle(sheet, style).heightOfString(drawable(text, sheet.covers) || ' ', { width, lineGap }) - lineGap

/** Draws a text into a box, wherever that is: no page begins for it, and the place below is not moved on. */
export function drawText(
  sheet: Sheet,
  text: string,
  { box, style, align = 'left' }: { box: Box; style: Style; align?: 'left' | 'center' | 'right' },
): void {
  const { x, y, width } = box
  inStyle(sheet, style).text(drawable(text, sheet.covers), x, y, { width, align, lineGap, height: Infinity })
}

/** Prose over as many pages as it takes, its paragraphs indented. */
export function flowText(
  sheet: Sheet,
  text: string,
  { style, indent }: { style: Style; indent: number },
): void {
  makeRoom(sheet, style.size * 2)
  inStyle(sheet, style).text(drawable(text, sheet.covers), page.left, sheet.y, {
    width: page.width,
    lineGap,
    indent,
    paragraphGap: 2,
  })
  sheet.y = sheet.doc.y
}
