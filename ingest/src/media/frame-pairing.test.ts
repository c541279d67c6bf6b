import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPairing } from './frame-pairing.ts'

const line = (n: number, pts: number | string): string => `frame:${n}    pts:${pts}    pts_time:0.04\nk=1\n`
const picture = (value: number): Buffer => Buffer.alloc(6, value)

/** `frames`: what was handed out, as it was at that moment; `memory`: where its bytes lay. */
function fedWith(...pts: number[]) {
  const frames: { pts: number; drawn: number | undefined; sample: string }[] = []
  const memory = new Set<Buffer>()
  const pairing = createPairing<string>(6, ({ pts, picture, sample }) => {
    frames.push({ pts, drawn: picture[0], sample })
    memory.add(picture)
  })
  pts.forEach((each) => pairing.fed(each, `sample ${each}`))
  return { pairing, frames, memory }
}

it('pairs by time stamp, whichever of the two pipes is first and however both are cut', () => {
  const [bytes, text] = [Buffer.concat([picture(1), picture(3)]), line(0, 10) + line(1, 30)]
  const cutter = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 20 }))
  fc.assert(
    fc.property(fc.array(cutter, { maxLength: 20 }), (cuts) => {
      const { pairing, frames } = fedWith(10, 20, 30)
      let [b, t] = [0, 0]
      for (const [isText, length] of [...cuts, [true, 999] as const, [false, 999] as const]) {
        if (isText) pairing.stamps(text.slice(t, (t += length)))
        else pairing.pictures(bytes.subarray(b, (b += length)))
      }
      expect(frames).toEqual([
        { pts: 10, drawn: 1, sample: 'sample 10' },
        { pts: 30, drawn: 3, sample: 'sample 30' },
      ])
    }),
  )
})

it.each<[string, number | string]>([
  ['that no sample has', 11],
  ['that ffmpeg does not know', 'NOPTS'],
])('drops a picture with a time stamp %s, and the next one is right', (_, pts) => {
  const { pairing, frames } = fedWith(10, 20)
  pairing.stamps(line(0, pts) + line(1, 20))
  pairing.pictures(Buffer.concat([picture(1), picture(2)]))
  expect(frames).toEqual([{ pts: 20, drawn: 2, sample: 'sample 20' }])
  expect(pairing.unmatched()).toBe(1)
})

it('gives a picture once', () => {
  const { pairing, frames } = fedWith(10)
  pairing.pictures(Buffer.concat([picture(1), picture(1)]))
  pairing.stamps(line(0, 10) + line(1, 10))
  expect(frames).toHaveLength(1)
  expect(pairing.unmatched()).toBe(1)
})

it('puts picture after picture together in the same memory, and never in one that still waits for its stamp', () => {
  const times = Array.from({ length: 100 }, (_, i) => i)
  const { pairing, frames, memory } = fedWith(...times)
  for (const time of times.slice(0, 50)) {
    pairing.stamps(line(time, time))
    pairing.pictures(picture(time))
  }
  expect(memory.size).toBeLessThanOrEqual(2)
  for (const time of times.slice(50)) pairing.pictures(picture(time))
  for (const time of times.slice(50)) pairing.stamps(line(time, time))
  expect(frames.map(({ drawn }) => drawn)).toEqual(times)
})
