import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readExif } from './read-exif.ts'

const nothing = { takenAt: null, make: '', model: '', position: null }

async function exifOf(exif: Record<string, Record<string, string>>): Promise<Buffer> {
  const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
  const { exif: block } = await sharp(await plain.withExif(exif).jpeg().toBuffer()).metadata()
  return block ?? Buffer.alloc(0)
}
const phone = { Make: 'HUAWEI', Model: 'Mate 60' }
const taken = '2026:11:21 10:05:31'

describe('what a telephone wrote', () => {
  it.each<[string, Record<string, Record<string, string>>, object]>([
    [
      'time in the zone of this country, maker and model',
      { IFD0: phone, IFD2: { DateTimeOriginal: taken } },
      { ...nothing, make: 'HUAWEI', model: 'Mate 60', takenAt: Date.parse('2026-11-21T10:05:31+08:00') },
    ],
    [
      'time with a zone of its own',
      { IFD2: { DateTimeOriginal: taken, OffsetTimeOriginal: '+00:00' } },
      { ...nothing, takenAt: Date.parse('2026-11-21T10:05:31Z') },
    ],
    [
      'where it was',
      {
        IFD3: {
          GPSLatitude: '29/1 30/1 0/1',
          GPSLatitudeRef: 'N',
          GPSLongitude: '106/1 0/1 1800/1',
          GPSLongitudeRef: 'E',
        },
      },
      { ...nothing, position: { lat: 29.5, lon: 106.5 } },
    ],
    [
      'south and west',
      {
        IFD3: {
          GPSLatitude: '1/1 0/1 0/1',
          GPSLatitudeRef: 'S',
          GPSLongitude: '2/1 0/1 0/1',
          GPSLongitudeRef: 'W',
        },
      },
      { ...nothing, position: { lat: -1, lon: -2 } },
    ],
    ['a clock that was never set', { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } }, nothing],
  ])('%s', async (_name, exif, says) => expect(readExif(await exifOf(exif))).toEqual(says))
})

it('shows no marks that turn a text around', async () => {
  const block = await exifOf({ IFD0: { Make: 'abXXXcd' } })
  block.write('\u202E', block.indexOf('XXX'))
  expect(readExif(block).make).toBe('abcd')
})

it('says nothing of what is no EXIF', () => {
  expect(readExif(undefined)).toEqual(nothing)
  expect(readExif(Buffer.from('Exif\0\0garbage!'))).toEqual(nothing)
})

it('neither fails nor reads beside the block, whatever it claims', async () => {
  const whole = await exifOf({ IFD0: phone, IFD2: { DateTimeOriginal: taken } })
  const bent = fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length))
  fc.assert(
    fc.property(fc.array(bent, { minLength: 1, maxLength: 6 }), (changes) => {
      const block = Buffer.from(whole)
      for (const [at, value] of changes) block[at] = value
      const says = readExif(block.subarray(0, changes[0]?.[2]))
      expect(Object.keys(says)).toEqual(Object.keys(nothing))
    }),
    { numRuns: 300 },
  )
})
