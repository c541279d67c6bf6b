import type { Told } from '../../contract/site-files.ts'

export type ExifSays = Pick<Told, 'takenAt' | 'make' | 'model' | 'position'>

const nothing: ExifSays = { takenAt: null, make: '', model: '', position: null }

const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 }
/** No more entries than a camera writes are looked at. */
const mostEntries = 200

interface Entry {
  readonly type: number
  readonly count: number
  /** Where its value lies in the block. */
  readonly at: number
}

/** A TIFF block as EXIF has it, whatever it claims: nothing outside it is read, and nothing in it is believed to be there. */
function openTiff(block: Buffer) {
  const isLittle = block.toString('latin1', 0, 2) === 'II'
  const number = (at: number, bytes: 2 | 4): number | null => {
    if (at + bytes > block.length) return null
    return isLittle ? block.readUIntLE(at, bytes) : block.readUIntBE(at, bytes)
  }
  const entryAt = (start: number): readonly [tag: number, entry: Entry] | null => {
    const [tag, type, count] = [number(start, 2), number(start + 2, 2), number(start + 4, 4)]
    const size = sizes[type ?? 0]
    if (tag === null || type === null || count === null || size === undefined) return null
    const at = size * count <= 4 ? start + 8 : number(start + 8, 4)
    return at === null || at + size * count > block.length ? null : [tag, { type, count, at }]
  }
  const ratio = (at: number): number => {
    const [over, under] = [number(at, 4), number(at + 4, 4)]
    return over === null || under === null || under === 0 ? Number.NaN : over / under
  }
  return {
    number,
    /** The entries of a directory by their tag. */
    directory(at: number | null): ReadonlyMap<number, Entry> {
      const count = at === null ? 0 : Math.min(number(at, 2) ?? 0, mostEntries)
      const starts = Array.from({ length: count }, (_, i) => (at ?? 0) + 2 + i * 12)
      return new Map(starts.map(entryAt).filter((one) => one !== null))
    },
    /** Printable text of at most 64 characters. */
    text(entry: Entry | undefined): string {
      if (entry?.type !== 2) return ''
      const text = block.toString('utf8', entry.at, entry.at + Math.min(entry.count, 256)).split('\0', 1)[0]
      return [...(text ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}\uFFFD]/gu, '').trim()].slice(0, 64).join('')
    },
    pointer: (entry: Entry | undefined): number | null => (entry ? number(entry.at, 4) : null),
    /** Degrees, minutes and seconds as one number; null: none. */
    degrees(entry: Entry | undefined): number | null {
      if (entry?.type !== 5 || entry.count !== 3) return null
      const all = ratio(entry.at) + ratio(entry.at + 8) / 60 + ratio(entry.at + 16) / 3600
      return Number.isFinite(all) ? all : null
    },
  }
}
type Tiff = ReturnType<typeof openTiff>

/** `2026:11:21 10:00:00` with `+08:00`; where no zone is said, the zone of this country. */
function momentOf(text: string, offset: string): number | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text)
  if (!parts) return null
  const [, year, month, day, clock] = parts
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00'
  const at = Date.parse(`${year}-${month}-${day}T${clock}${zone}`)
  return Number.isNaN(at) || at < 0 ? null : at
}

function positionOf(tiff: Tiff, gps: ReadonlyMap<number, Entry>): ExifSays['position'] {
  const [lat, lon] = [tiff.degrees(gps.get(2)), tiff.degrees(gps.get(4))]
  if (lat === null || lon === null || lat > 90 || lon > 180) return null
  return {
    lat: tiff.text(gps.get(1)) === 'S' ? -lat : lat,
    lon: tiff.text(gps.get(3)) === 'W' ? -lon : lon,
  }
}

/** What an EXIF block says; nothing where it is none. Never throws: the block is of whoever made the file. */
export function readExif(exif: Buffer | undefined): ExifSays {
  if (!exif) return nothing
  const block = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  if (!['II*\0', 'MM\0*'].includes(block.toString('latin1', 0, 4))) return nothing
  const tiff = openTiff(block)
  const image = tiff.directory(tiff.number(4, 4))
  const photo = tiff.directory(tiff.pointer(image.get(0x87_69)))
  const gps = tiff.directory(tiff.pointer(image.get(0x88_25)))
  const taken = tiff.text(photo.get(0x90_03)) || tiff.text(image.get(0x01_32))
  return {
    takenAt: momentOf(taken, tiff.text(photo.get(0x90_11)) || tiff.text(photo.get(0x90_10))),
    make: tiff.text(image.get(0x01_0f)),
    model: tiff.text(image.get(0x01_10)),
    position: positionOf(tiff, gps),
  }
}
