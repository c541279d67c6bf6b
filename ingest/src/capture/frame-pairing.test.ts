import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPairing } from './frame-pairing.ts'

const line = (n: number, pts: number | string): string => `frame:${n}    pts:${pts}    pts_time:0.04\nk=1\n`
const picture = (value: number): Buffer => Buffer.alloc(6, value)

function fedWith(...pts: number[]) {
  const pairing = createPairing<string>(6)
  pts.forEach((each) => pairing.fed(each, `sample ${each}`))
  return pairing
}

it('pairs by time stamp, whichever of the two pipes is first and however both are cut', () => {
  const [bytes, text] = [Buffer.concat([picture(1), picture(3)]), line(0, 10) + line(1, 30)]
  const cutter = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 20 }))
  fc.assert(
    fc.property(fc.array(cutter, { maxLength: 20 }), (cuts) => {
      const pairing = fedWith(10, 20, 30)
      let [b, t] = [0, 0]
      const frames = [...cuts, [true, 999] as const, [false, 999] as const].flatMap(([isText, length]) => {
        if (isText) return pairing.stamps(text.slice(t, (t += length)))
        return pairing.pictures(bytes.subarray(b, (b += length)))
      })
      expect(frames.map(({ pts, picture, sample }) => [pts, picture[0], sample])).toEqual([
        [10, 1, 'sample 10'],
        [30, 3, 'sample 30'],
      ])
    }),
  )
})

it.each<[string, number | string]>([
  ['that no sample has', 11],
  ['that ffmpeg does not know', 'NOPTS'],
])('drops a picture with a time stamp %s, and the next one is right', (_, pts) => {
  const pairing = fedWith(10, 20)
  pairing.stamps(line(0, pts) + line(1, 20))
  expect(pairing.pictures(Buffer.concat([picture(1), picture(2)]))).toMatchObject([
    { pts: 20, sample: 'sample 20' },
  ])
  expect(pairing.unmatched()).toBe(1)
})

it('gives a picture once', () => {
  const pairing = fedWith(10)
  pairing.pictures(Buffer.concat([picture(1), picture(1)]))
  expect(pairing.stamps(line(0, 10) + line(1, 10))).toHaveLength(1)
  expect(pairing.unmatched()).toBe(1)
})
