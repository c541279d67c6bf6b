import { importPermitsSchema } from '@sightline/api/contract/permits'

export type TableEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030'
export type TableFileProblem = 'empty' | 'too_large' | 'spreadsheet' | 'not_text'
export type TableFile =
  { readonly text: string; readonly encoding: TableEncoding } | { readonly problem: TableFileProblem }

/** Four bytes are the most that a character takes. */
export const mostTableBytes = 4 * (importPermitsSchema.shape.text.maxLength ?? 0)

/**
 * The text of a file of a table, as a spreadsheet program saves it: UTF-8, UTF-16, or GBK and its successor, which a
 * Chinese Windows writes. What is none of them is refused: a table in wrong characters would be registered as it stands.
 */
export function readTableFile(bytes: Uint8Array): TableFile {
  if (bytes.length > mostTableBytes) return { problem: 'too_large' }
  if (workbooks.some((magic) => magic.every((byte, i) => bytes[i] === byte)))
    return { problem: 'spreadsheet' }
  const read = decode(bytes)
  if (!read || control.test(read.text)) return { problem: 'not_text' }
  if (read.text.trim() === '') return { problem: 'empty' }
  return importPermitsSchema.shape.text.safeParse(read.text).success ? read : { problem: 'too_large' }
}

/** How a workbook begins: as a zip archive, or as the compound file of before 2007. */
const workbooks = [
  [0x50, 0x4b, 3, 4],
  [0xd0, 0xcf, 0x11, 0xe0],
]
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

function decode(bytes: Uint8Array): { text: string; encoding: TableEncoding } | null {
  const order = orderOfUtf16(bytes)
  for (const encoding of order ? [order] : (['UTF-8', 'GB18030'] as const)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return null
}

/** By its mark; without one by where the zeros of its digits and commas stand. Null: it is no UTF-16. */
function orderOfUtf16(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'UTF-16LE'
  if (first === 0xfe && second === 0xff) return 'UTF-16BE'
  const zeros = [0, 0]
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even === odd) return null
  return odd > even ? 'UTF-16LE' : 'UTF-16BE'
}
