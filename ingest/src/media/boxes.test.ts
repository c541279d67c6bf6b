import fc from 'fast-check'
import { expect, it } from 'vitest'
import { box, drawFragment, drawInit, readDrawn, readInit } from './test/drawn-boxes.ts'

const stream = Buffer.concat([
  drawInit(),
  ...[0, 1, 2, 3].map((i) =>
    drawFragment({ pts: i * 3600, isKey: i === 0, prftMs: 1_700_000_000_000 + i * 40 }),
  ),
])

it('reads what a player needs from the init segment', () => {
  const init = readInit(drawInit({ width: 1920, height: 1080 }))
  expect(init).toMatchObject({ timescale: 90_000, codec: 'avc1.64001f', width: 1920, height: 1080 })
  expect(init.bytes).toEqual(drawInit({ width: 1920, height: 1080 }))
})

it('reads time, key flag, size and sender clock of a fragment and keeps its bytes', () => {
  const bytes = drawFragment({ pts: 2 ** 33 + 5, isKey: true, prftMs: 1_700_000_000_123.5 })
  const [, event] = readDrawn(drawInit(), bytes)
  expect(event).toMatchObject({
    fragment: {
      pts: 2 ** 33 + 5,
      durationTicks: 3600,
      isKey: true,
      sampleBytes: 10,
      prftMs: expect.closeTo(1_700_000_000_123.5, 3) as number,
    },
  })
  expect(event?.kind === 'fragment' && event.fragment.bytes.equals(bytes)).toBe(true)
})

it('gives the same events however the bytes are cut', () => {
  const whole = readDrawn(stream)
  expect(whole).toHaveLength(5)
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 30 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
      const chunks = at.slice(1).map((end, i) => stream.subarray(at[i], end))
      expect(readDrawn(...chunks)).toEqual(whole)
    }),
  )
})

it('gives a fragment as soon as its last byte is there, and not before', () => {
  const fragment = drawFragment({ pts: 0, isKey: true })
  expect(readDrawn(drawInit(), fragment.subarray(0, -1))).toHaveLength(1)
  expect(readDrawn(drawInit(), fragment.subarray(0, -1), fragment.subarray(-1))).toHaveLength(2)
})

const sized = (type: string, bytes: number): Buffer => {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(bytes)
  header.write(type, 4, 'latin1')
  return header
}

it.each<[string, string, Buffer]>([
  ['a box longer than any picture', 'box_size_absurd', sized('mdat', 2 ** 31)],
  ['a box shorter than its own header', 'box_size_absurd', sized('moof', 7)],
  ['a box that runs to the end of the file', 'box_size_absurd', sized('mdat', 0)],
  ['something that is no box', 'box_unknown', Buffer.from('HTTP/1.1 200 OK\r\n')],
  ['an inner box longer than its parent', 'box_malformed', box('moof', sized('traf', 900))],
  [
    'a fragment without its track',
    'box_missing',
    Buffer.concat([box('moof', box('mfhd', Buffer.alloc(8))), box('mdat')]),
  ],
])('refuses %s: %s', (_, code, bytes) => {
  const rest = Buffer.concat([bytes, box('mdat', Buffer.alloc(4))])
  expect(() => readDrawn(drawInit(), rest)).toThrow(expect.objectContaining({ code }))
})

it.each<[string, string, Buffer]>([
  ['a fragment before the init segment', 'box_out_of_order', drawFragment({ pts: 0 })],
  ['a codec that cannot be evidence here', 'codec_unsupported', drawInit({ entry: 'mp4v' })],
])('refuses %s: %s', (_, code, bytes) => {
  expect(() => readDrawn(bytes)).toThrow(expect.objectContaining({ code }))
})
