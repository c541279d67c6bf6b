import type { SiteFileFault } from '../../contract/site-files.ts'
import type { SiteFileKind } from '../../law/on-site-record.ts'

/** What a file is by its first bytes, whatever it is called. */
export interface FileKind {
  readonly kind: SiteFileKind
  readonly mime: 'image/jpeg' | 'image/png' | 'video/mp4' | 'application/pdf'
  readonly ending: 'jpg' | 'png' | 'mp4' | 'pdf'
}

/** So many bytes tell. */
export const headBytes = 12

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis']

function ofBrand(brand: string): FileKind | SiteFileFault {
  if (heicBrands.includes(brand)) return 'heic'
  if (brand === 'qt  ') return 'quicktime'
  return { kind: 'video', mime: 'video/mp4', ending: 'mp4' }
}

/** By the first bytes; a fault where it is nothing that we take. */
export function kindOfHead(head: Buffer): FileKind | SiteFileFault {
  if (head.length === 0) return 'empty'
  if (head.length >= 3 && head.readUIntBE(0, 3) === 0xff_d8_ff)
    return { kind: 'photo', mime: 'image/jpeg', ending: 'jpg' }
  if (head.subarray(0, 8).equals(png)) return { kind: 'photo', mime: 'image/png', ending: 'png' }
  if (head.toString('latin1', 0, 5) === '%PDF-')
    return { kind: 'scan', mime: 'application/pdf', ending: 'pdf' }
  if (head.toString('latin1', 4, 8) === 'ftyp') return ofBrand(head.toString('latin1', 8, 12))
  return 'unknown'
}
