import { describe, expect, it } from 'vitest'
import { readAnnexB } from './access-units.ts'
import { createBitReader, golomb, toNal } from './bits.ts'
import { digestResponse, isAuthorised, realm } from './digest.ts'
import { createRequestReader, type RtspRequest } from './request.ts'
import { senderReport } from './rtcp.ts'
import { fragments, packetise } from './rtp.ts'

const nalOf = (type: number, length: number): Buffer =>
  Buffer.from([0x60 | type, ...Array.from({ length: length - 1 }, (_, i) => (i * 7 + 9) % 251)])

describe('packets', () => {
  it.each([
    ['a short unit goes as it is', 1400, 1],
    ['one byte more is two fragments', 1401, 2],
    ['a key frame is many', 100_000, 72],
  ])('%s', (_, length, count) => {
    const nal = nalOf(5, length)
    const parts = fragments(nal)
    expect(parts).toHaveLength(count)
    if (count === 1) return expect(parts[0]).toEqual(nal)
    expect(parts.map((part) => part[1]! >> 6)).toEqual([2, ...Array<number>(count - 2).fill(0), 1])
    const rebuilt = Buffer.concat([
      Buffer.from([(parts[0]![0]! & 0xe0) | (parts[0]![1]! & 31)]),
      ...parts.map((p) => p.subarray(2)),
    ])
    expect(rebuilt).toEqual(nal)
  })

  it('count on over the end of the sequence and carry the marker on the last only', () => {
    const source = { ssrc: 7, sequence: 65_535 }
    const bytes = packetise(source, [nalOf(7, 20), nalOf(5, 2000)], 4_294_967_290)
    const seen: number[][] = []
    for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt16BE(at + 2))
      seen.push([bytes.readUInt16BE(at + 6), bytes[at + 5]! >> 7, bytes.readUInt32BE(at + 8)])
    expect(seen).toEqual([
      [65_535, 0, 4_294_967_290],
      [0, 0, 4_294_967_290],
      [1, 1, 4_294_967_290],
    ])
    expect(source.sequence).toBe(2)
  })
})

it('says the time of the camera as NTP seconds and fraction', () => {
  const report = senderReport({ ssrc: 1, atMs: 1_500, timestamp: 90, packets: 2, bytes: 3 })
  expect([report.readUInt32BE(12), report.readUInt32BE(16), report.readUInt32BE(20)]).toEqual([
    2_208_988_801,
    2 ** 31,
    90,
  ])
})

describe('digest', () => {
  const credentials = { user: 'viewer', password: 'secret' }
  const ask = { method: 'DESCRIBE', url: 'rtsp://h/a/main', nonce: 'n1' }
  const header = (change: Record<string, string> = {}, password = 'secret', extra = ''): string => {
    const fields = new Map(
      Object.entries({ username: 'viewer', realm, nonce: 'n1', uri: ask.url, ...change }),
    )
    if (extra)
      for (const [key, value] of [
        ['qop', 'auth'],
        ['nc', '00000001'],
        ['cnonce', 'c'],
      ] as const)
        fields.set(key, value)
    const response = digestResponse({ user: 'viewer', password }, { method: 'DESCRIBE', fields })
    return `Digest ${[...fields, ['response', response]].map(([key, value]) => `${key}="${value}"`).join(', ')}`
  }
  it.each([
    ['the right answer', header(), true],
    ['the right answer with qop', header({}, 'secret', 'qop'), true],
    ['a wrong password', header({}, 'other'), false],
    ["another connection's nonce", header({ nonce: 'n2' }), false],
    ['another address', header({ uri: 'rtsp://h/b/main' }), false],
    ['another user', header({ username: 'admin' }), false],
    ['Basic', 'Basic dmlld2VyOnNlY3JldA==', false],
    ['nothing', undefined, false],
  ])('%s', (_, given, expected) =>
    expect(isAuthorised(credentials, { ...ask, header: given })).toBe(expected),
  )
})

describe('requests', () => {
  const collect = (chunks: string[]): RtspRequest[] => {
    const seen: RtspRequest[] = []
    const read = createRequestReader((request) => seen.push(request))
    for (const chunk of chunks) read(Buffer.from(chunk, 'latin1'))
    return seen
  }
  it.each([
    ['cut anywhere', ['OPTI', 'ONS rtsp://h:1/a/main RTSP/1.0\r\nCSeq', ': 1\r\n\r\n'], ['/a/main']],
    [
      'two in one piece',
      ['PLAY rtsp://h/a/ RTSP/1.0\r\n\r\nPLAY rtsp://h/b/trackID=0 RTSP/1.0\r\n\r\n'],
      ['/a', '/b'],
    ],
    ['after an interleaved frame', ['$\x01\x00\x02xyPLAY rtsp://h/c?x=1 RTSP/1.0\r\n\r\n'], ['/c']],
    [
      'with a body',
      ['GET_PARAMETER rtsp://h/d RTSP/1.0\r\nContent-Length: 3\r\n\r\nabcPLAY rtsp://h/e RTSP/1.0\r\n\r\n'],
      ['/d', '/e'],
    ],
  ])('%s', (_, chunks, paths) => expect(collect(chunks).map(({ path }) => path)).toEqual(paths))
  it('gives up on what is no request', () => {
    expect(() => collect(['x'.repeat(70_000)])).toThrow('rtsp_request_too_long')
  })
})

it('groups NAL units into pictures at the first macroblock', () => {
  const unit = (...bytes: number[]) => Buffer.from([0, 0, 0, 1, ...bytes])
  const stream = [
    unit(0x67, 1),
    unit(0x68, 2),
    unit(0x65, 0x88),
    unit(0x65, 0x10),
    unit(0x41, 0x9a),
    unit(0x41, 0x9a),
  ]
  const { units, sps } = readAnnexB(Buffer.concat(stream))
  expect(units.map(({ nals, key }) => [nals.length, key])).toEqual([
    [4, true],
    [1, false],
    [1, false],
  ])
  expect(sps).toEqual(Buffer.from([0x67, 1]))
  expect(() => readAnnexB(unit(0x41, 0x9a))).toThrow('key frame')
})

it.each([0, 1, 2, 7, 8, 8159, 3599])(
  'writes and reads %d in exp-Golomb, with emulation prevention',
  (value) => {
    const nal = toNal(0x41, '0'.repeat(24) + golomb(value))
    const reader = createBitReader(nal)
    expect(nal.subarray(1).includes(Buffer.from([0, 0, 0]))).toBe(false)
    expect([reader.bits(24), reader.ue()]).toEqual([0, value])
  },
)
