import { CodedError } from '@sightline/infra/platform/error'

/** A box inside a buffer (ISO/IEC 14496-12 §4.2): `start`..`end` is its payload. */
export interface IsoBox {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** The boxes between two offsets. A box that says it is longer than its parent is refused (`box_malformed`). */
export function* boxesIn(bytes: Buffer, from: number, to: number): Generator<IsoBox> {
  let at = from
  while (at + 8 <= to) {
    const size = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (size < 8 || at + size > to) throw new CodedError('box_malformed', { type, bytes: size })
    yield { type, start: at + 8, end: at + size }
    at += size
  }
}

/** A box type as the number that stands in the file, to be compared without making a text of it. */
export const typeCode = (type: string): number => Buffer.from(type, 'latin1').readUInt32BE(0)

/** The first box of a type directly inside another, or null. For the way of every sample: nothing is made but the answer. */
export function childBox(bytes: Buffer, within: IsoBox, code: number): IsoBox | null {
  let at = within.start
  while (at + 8 <= within.end) {
    const size = bytes.readUInt32BE(at)
    if (size < 8 || at + size > within.end)
      throw new CodedError('box_malformed', { type: bytes.toString('latin1', at + 4, at + 8), bytes: size })
    if (bytes.readUInt32BE(at + 4) === code)
      return { type: bytes.toString('latin1', at + 4, at + 8), start: at + 8, end: at + size }
    at += size
  }
  return null
}

/** The first box at the end of a path of types, or null. */
export function findBox(bytes: Buffer, within: IsoBox, path: readonly string[]): IsoBox | null {
  const [type, ...rest] = path
  if (type === undefined) return within
  for (const box of boxesIn(bytes, within.start, within.end)) {
    if (box.type !== type) continue
    const found = findBox(bytes, box, rest)
    if (found) return found
  }
  return null
}

/** As `findBox`, where the box must be there: `box_missing` names it. */
export function needBox(bytes: Buffer, within: IsoBox, path: readonly string[]): IsoBox {
  const found = findBox(bytes, within, path)
  if (!found) throw new CodedError('box_missing', { path: path.join('/') })
  return found
}

/** The low 24 bits of a full box's first word. */
export const flagsOf = (bytes: Buffer, { start }: IsoBox): number => bytes.readUInt32BE(start) & 0xff_ff_ff
export const versionOf = (bytes: Buffer, { start }: IsoBox): number => bytes.readUInt8(start)
/** 64 bits as a number: exact up to 2^53, which in 90 kHz ticks is three thousand years. */
export const readUint64 = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64BE(at))
