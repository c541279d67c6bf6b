import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A drawing as rows of RGBA. */
export interface Bitmap {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** Turns SVG into pixels. */
export type Draw = (svg: string) => Promise<Bitmap>

/** The Chinese typeface comes from npm: fontconfig reads its configuration once, so it must be set before sharp loads. */
export async function openDraw(): Promise<Draw> {
  if (!process.env.FONTCONFIG_FILE) {
    const fonts = dirname(
      createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
    )
    const folder = mkdtempSync(join(tmpdir(), 'sightline-fonts-'))
    const file = join(folder, 'fonts.conf')
    const dirs = ['400Regular', '700Bold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('')
    writeFileSync(
      file,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
    )
    process.env.FONTCONFIG_FILE = file
  }
  const { default: sharp } = await import('sharp')
  return async (svg) => {
    const { data, info } = await sharp(Buffer.from(svg))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  }
}
