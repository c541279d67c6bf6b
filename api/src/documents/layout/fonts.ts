import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { coverOf } from './covered.ts'

/** Chinese fonts (Noto Sans SC, OFL), whole; what a document needs of them is put into it. */
export interface Fonts {
  readonly text: Buffer
  readonly bold: Buffer
  /** Whether there is a picture of a character in both. */
  readonly covers: (character: string) => boolean
}

async function readFonts(): Promise<Fonts> {
  const dir = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const read = (weight: string) => readFile(join(dir, weight, `NotoSansSC_${weight}.ttf`))
  const [text, bold] = [await read('400Regular'), await read('700Bold')]
  const [inText, inBold] = [coverOf(text), coverOf(bold)]
  return { text, bold, covers: (character) => inText(character) && inBold(character) }
}

/** Reads the fonts when they are first asked for, and keeps them. */
export function keepFonts(): () => Promise<Fonts> {
  let kept: Promise<Fonts> | null = null
  return () => (kept ??= readFonts())
}
