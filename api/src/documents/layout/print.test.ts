import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { documentKinds, type DocumentKind } from '../../../law/documents.ts'
import { documentOf } from '../content/compose.ts'
import { printedStills } from '../content/exhibit-table.ts'
import { momentText } from '../content/text.ts'
import { itemsOf, type Material } from '../material.ts'
import { long, whole } from '../test/material.ts'
import { pagesOf } from '../test/pdf-text.ts'
import { keepFonts } from './fonts.ts'
import type { Jpeg } from './picture.ts'
import { printDocument } from './print.ts'

const fonts = keepFonts()
const number = '试验〔2026〕12号'
let picture: Jpeg
beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const drawn = sharp({ create: { width: 1200, height: 675, channels: 3, background: '#888', noise } })
  picture = { bytes: await drawn.jpeg().toBuffer(), width: 1200, height: 675 }
})

async function print(kind: DocumentKind, material: Material) {
  const pictures = new Map(printedStills(material).map(({ name }) => [name, picture]))
  const document = documentOf(kind, material, number)
  return printDocument(document, { fonts: await fonts(), pictures, madeAt: material.madeAt })
}
const bare = (text: string): string => text.replace(/\s/g, '')
const timesIn = (text: string, part: string): number => text.split(part).length - 1

describe.each(documentKinds)('%s', (kind) => {
  it.each([
    ['as it is', whole],
    ['long', long],
  ])('%s bears its number and its pages, and is small', async (_name, material) => {
    const { bytes, pages } = await print(kind, material)
    const texts = pagesOf(bytes)
    expect(texts).toHaveLength(pages)
    texts.forEach((text, i) => {
      expect(text).toContain(bare(number))
      expect(text).toContain(`第${i + 1}页共${pages}页`)
      expect(text).not.toContain('\ufffd')
    })
    const printed = kind === 'extraction' ? printedStills(material).length * picture.bytes.length : 0
    expect(bytes.length - printed).toBeLessThan(300_000)
  })

  it('is the same of the same, byte for byte', async () => {
    const [first, again] = [await print(kind, whole), await print(kind, whole)]
    expect(first.bytes.equals(again.bytes)).toBe(true)
    const later = await print(kind, { ...whole, madeAt: whole.madeAt + 86_400_000 })
    expect(first.bytes.equals(later.bytes)).toBe(false)
  })
})

describe('tables of 40 exhibits', () => {
  it.each(['extraction', 'catalogue'] as const)(
    '%s: every exhibit stands there whole, under a head on each page',
    async (kind) => {
      const texts = pagesOf((await print(kind, long)).bytes)
      const [first] = itemsOf(long)
      const hashes = bare(`SHA-256${first?.sha256}SM3${first?.sm3}`)
      const sheets = texts.filter((text) => text.includes(hashes))
      expect(sheets.length).toBeGreaterThan(2)
      for (const text of sheets) {
        expect(timesIn(text, '完整性校验值')).toBe(1)
        expect(timesIn(text, hashes)).toBe([...text.matchAll(/阶段(confirmed|closed)\//g)].length)
      }
      const all = texts.join('')
      for (const { name } of itemsOf(long)) expect(all).toContain(name)
      expect(timesIn(all, hashes)).toBe(40)
    },
  )
})

it('a picture that nobody may have is a frame that says why', async () => {
  const pictures = new Map(printedStills(whole).map(({ name }) => [name, { why: '此图未打印：无法遮挡' }]))
  const document = documentOf('extraction', whole, number)
  const printed = await printDocument(document, { fonts: await fonts(), pictures, madeAt: whole.madeAt })
  expect(pagesOf(printed.bytes).join('')).toContain('此图未打印：无法遮挡')
})

describe('what people wrote', () => {
  const made = `${long.maker.name}${momentText(long.madeAt)}`
  const footless = (texts: readonly string[], name = '不予立案审批表') =>
    texts
      .map((text, i) => text.replace(bare(`${name}${number}${made}第${i + 1}页共${texts.length}页`), ''))
      .join('')
  it('is printed to its last character, over as many pages as it takes', async () => {
    const texts = pagesOf((await print('inspection', long)).bytes)
    expect(texts.length).toBeGreaterThan(2)
    expect(timesIn(footless(texts, '现场检查（勘验）笔录'), '执法人员到达现场后')).toBe(90)
    const reason = pagesOf((await print('no_filing', long)).bytes)
    expect(footless(reason)).toContain(long.notFiled?.reason)
  })
  it('with hundreds of lines, or of characters that no font has, is no fault', async () => {
    const lines = 'a\n'.repeat(499)
    const faces = '😀'.repeat(250)
    const odd: Material = {
      ...whole,
      capture: {
        ...whole.capture!,
        source: { ...whole.capture!.source, approval: { state: 'draft', revision: 0, basis: faces } },
      },
      inspections: [{ ...whole.inspections[0]!, text: lines }],
      reviews: whole.reviews.map((one) => ({ ...one, note: lines })),
      notFiled: { ...whole.notFiled!, reason: lines },
    }
    for (const kind of documentKinds) {
      const text = pagesOf((await print(kind, odd)).bytes).join('')
      if (kind === 'extraction') expect(timesIn(text, '[U+1F600]')).toBeGreaterThan(245)
      if (kind === 'no_filing') expect(timesIn(text, 'a')).toBeGreaterThanOrEqual(3 * 499)
    }
  })
})

const isRendered = ((): boolean => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore', env: {} })
    return true
  } catch {
    return false
  }
})()

it.runIf(isRendered)('opens in another reader, which draws every page of it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-print-'))
  try {
    const { bytes, pages } = await print('extraction', long)
    writeFileSync(join(dir, 'document.pdf'), bytes)
    const args = ['-r', '40', '-gray', '-png', join(dir, 'document.pdf'), join(dir, 'page')]
    execFileSync('pdftoppm', args, { env: {} })
    const drawn = readdirSync(dir).filter((name) => name.endsWith('.png'))
    expect(drawn).toHaveLength(pages)
    for (const name of drawn) {
      const { channels } = await sharp(join(dir, name)).stats()
      expect(channels[0]?.min).toBeLessThan(100)
      expect(channels[0]?.max).toBe(255)
    }
  } finally {
    rmSync(dir, { recursive: true })
  }
})
