import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp, { type OverlayOptions } from 'sharp'
import type { Raster } from './mosaic.ts'
import type { Jpeg } from './picture.ts'

/** Who took a picture out, when and for whom: burnt into its pixels. */
export interface Stamp {
  /** Over the picture again and again, faint: who and when. */
  readonly mark: string
  /** In a band below the picture: what it is, and what it was made from. */
  readonly lines: readonly string[]
  /** sha256 of the exhibit that it was made from. */
  readonly of: string
}

const quality = 90
const fontFolder = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
)
const fontfile = join(fontFolder, '400Regular', 'NotoSansSC_400Regular.ttf')

/** Pango reads markup: what people wrote is text. */
const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (character) => `&#${character.codePointAt(0)};`)

/** A text as a transparent picture, so many pixels high a line, at most so wide: there it breaks. */
async function written(
  lines: readonly string[],
  { colour, alpha, linePx, widthPx }: { colour: string; alpha: number; linePx: number; widthPx?: number },
) {
  const text = lines
    .map((line) => `<span foreground="${colour}" alpha="${alpha}%">${escaped(line)}</span>`)
    .join('\n')
  // 1 pt at 72 dots an inch is one pixel; a line is a third higher than its size.
  const font = `Noto Sans SC ${Math.max(8, Math.round(linePx * 0.72))}`
  const wrap = widthPx === undefined ? {} : { width: widthPx, wrap: 'word-char' as const }
  const image = sharp({ text: { text, font, fontfile, rgba: true, dpi: 72, ...wrap } }).png()
  const { data, info } = await image.toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The faint marks: in rows that are set off against each other, so that no part of the picture is without. */
async function marks(mark: string, { width, height }: Raster): Promise<OverlayOptions> {
  const linePx = Math.max(14, Math.round(width / 50))
  const text = await written([mark], { colour: '#ffffff', alpha: 34, linePx })
  const dark = await written([mark], { colour: '#000000', alpha: 34, linePx })
  const across = text.width + linePx * 3
  const down = linePx * 5
  const tile = sharp({
    create: { width: across, height: down * 2, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  }).composite([
    { input: dark.data, left: 1, top: 1 },
    { input: text.data, left: 0, top: 0 },
    { input: dark.data, left: linePx * 3, top: down + 1 },
    { input: text.data, left: linePx * 3, top: down },
  ])
  // Larger than the picture it cannot be laid over it.
  const cut = { left: 0, top: 0, width: Math.min(across, width), height: Math.min(down * 2, height) }
  const input = await sharp(await tile.png().toBuffer())
    .extract(cut)
    .png()
    .toBuffer()
  return { input, tile: true, left: 0, top: 0 }
}

/** A JPEG of the raster that says in its pixels and in its metadata what it is, whose, and what it was made from. */
export async function encodeStamped(raster: Raster, { mark, lines, of }: Stamp): Promise<Jpeg> {
  const { data, width, height } = raster
  const linePx = Math.max(16, Math.round(width / 60))
  const pad = Math.round(linePx / 2)
  const text = await written(lines, { colour: '#ffffff', alpha: 100, linePx, widthPx: width - 2 * pad })
  const band = text.height + 2 * pad
  const marked = await sharp(data, { raw: { width, height, channels: 3 } })
    .composite([await marks(mark, raster)])
    .removeAlpha()
    .raw()
    .toBuffer()
  const note = { IFD0: { ImageDescription: `derivative of exhibit sha256 ${of}` } }
  const image = sharp(marked, { raw: { width, height, channels: 3 } })
    .extend({ bottom: band, background: '#1f1f1f' })
    .composite([{ input: text.data, left: pad, top: height + pad }])
    .removeAlpha()
    .withExif(note)
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
  const made = await image.toBuffer({ resolveWithObject: true })
  return { bytes: made.data, width: made.info.width, height: made.info.height }
}
