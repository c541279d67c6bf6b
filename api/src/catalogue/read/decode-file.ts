import { toLines, type Line } from '../../permits/import/table.ts'
import { workbookLines } from './workbook.ts'

/** A file as rows of cells, or as a list of JSON. */
export type Decoded =
  | { readonly format: 'table'; readonly lines: readonly Line[]; readonly openQuoteAt: number | null }
  | { readonly format: 'json'; readonly items: readonly unknown[] }
  | { readonly format: 'none'; readonly why: FileFault }
export type FileFault = 'empty' | 'old_workbook' | 'broken_workbook' | 'not_text' | 'bad_json' | 'not_a_list'

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte)
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

/** The text by its mark; else UTF-8, and where it is none GBK in its newer form, as a Chinese Windows saves it. */
function textOf(bytes: Uint8Array): string | null {
  const marked = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : null
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return control.test(text) ? null : text
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return null
}

function fromJson(text: string): Decoded {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? { format: 'json', items: value } : { format: 'none', why: 'not_a_list' }
  } catch (error) {
    if (error instanceof SyntaxError) return { format: 'none', why: 'bad_json' }
    throw error
  }
}

function fromWorkbook(bytes: Uint8Array): Decoded {
  try {
    return { format: 'table', lines: workbookLines(bytes), openQuoteAt: null }
  } catch (error) {
    // Whatever its archive or its XML says no with: it is no workbook that can be read.
    if (error instanceof Error) return { format: 'none', why: 'broken_workbook' }
    throw error
  }
}

/** What a file is, by its bytes and not by its name: XLSX, JSON, or a table as text. */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { format: 'none', why: 'empty' }
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) return fromWorkbook(bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { format: 'none', why: 'old_workbook' }
  const text = textOf(bytes)
  if (text === null) return { format: 'none', why: 'not_text' }
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.trim() === '') return { format: 'none', why: 'empty' }
  return /^\s*[[{]/.test(plain) ? fromJson(plain) : { format: 'table', ...toLines(plain) }
}
