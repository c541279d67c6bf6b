import { describe, expect, it } from 'vitest'
import { readMp4 } from './read-mp4.ts'

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const long = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(1)
  head.write(type, 4, 'latin1')
  head.writeBigUInt64BE(BigInt(body.length + 16), 8)
  return Buffer.concat([head, body])
}
/** Made 2026-11-21 at 02:05:31 UTC; 12.5 s long. */
const madeS = Date.parse('2026-11-21T02:05:31Z') / 1000 + 2_082_844_800
const mvhd = Buffer.alloc(100)
mvhd.writeUInt32BE(madeS, 4)
mvhd.writeUInt32BE(1000, 12)
mvhd.writeUInt32BE(12_500, 16)
const tkhd = Buffer.alloc(84)
tkhd.writeUInt16BE(1920, 76)
tkhd.writeUInt16BE(1080, 80)
const hdlr = (what: string): Buffer =>
  box('hdlr', Buffer.alloc(8), Buffer.from(what, 'latin1'), Buffer.alloc(12))
const track = (what: string): Buffer => box('trak', box('tkhd', tkhd), box('mdia', hdlr(what)))
const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0'))
const moov = box('moov', box('mvhd', mvhd), track('soun'), track('vide'))
const mdat = box('mdat', Buffer.alloc(5000, 7))
const whole = Buffer.concat([ftyp, moov, mdat])
const says = { takenAt: Date.parse('2026-11-21T02:05:31Z'), lengthS: 12.5, width: 1920, height: 1080 }

const read = (file: Buffer) => readMp4(async (at, bytes) => file.subarray(at, at + bytes), file.length)

describe('an MP4', () => {
  it.each<[string, Buffer, unknown]>([
    ['whole', whole, says],
    ['with what describes it at its end', Buffer.concat([ftyp, mdat, moov]), says],
    ['with a box of 64 bits', Buffer.concat([ftyp, moov, long('mdat', Buffer.alloc(99))]), says],
    ['cut in its pictures', whole.subarray(0, whole.length - 1), 'truncated'],
    ['cut before what describes it', Buffer.concat([ftyp, mdat]), 'truncated'],
    ['cut within what describes it', Buffer.concat([ftyp, mdat, moov]).subarray(0, -20), 'truncated'],
    ['without a picture', Buffer.concat([ftyp, moov, box('mdat')]), 'truncated'],
    [
      'of sound alone',
      Buffer.concat([ftyp, box('moov', box('mvhd', mvhd), track('soun')), mdat]),
      'no_video',
    ],
    ['a head and nothing', ftyp, 'truncated'],
    ['of boxes of no length', Buffer.concat([ftyp, Buffer.from('\0\0\0\x04moov', 'latin1')]), 'truncated'],
    [
      'that claims more than there can be',
      Buffer.concat([ftyp, Buffer.from('\0\0\0\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1')]),
      'truncated',
    ],
    [
      'whose clock was never set',
      Buffer.concat([ftyp, box('moov', box('mvhd', Buffer.alloc(100)), track('vide')), mdat]),
      { takenAt: null, lengthS: null, width: 1920, height: 1080 },
    ],
  ])('%s', async (_name, file, expected) => expect(await read(file)).toEqual(expected))
})
