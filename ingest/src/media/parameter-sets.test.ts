import { describe, expect, it } from 'vitest'
import { describedSets, nalsOf, type PictureCodec, startShape, stepShape } from './parameter-sets.ts'

/** Bits as text, filled up to whole bytes behind a header. */
const nal = (header: readonly number[], bits: string): Buffer => {
  const padded = bits.replace(/ /g, '').padEnd(Math.ceil(bits.replace(/ /g, '').length / 8) * 8, '0')
  return Buffer.from([...header, ...(padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))])
}
/** ue(v). */
const ue = (value: number): string => {
  const binary = (value + 1).toString(2)
  return '0'.repeat(binary.length - 1) + binary
}

const h264 = {
  sps: (id: number, rest = '1010') => nal([0x67, 0x42, 0xc0, 0x16], ue(id) + rest),
  pps: (id: number, sps: number, rest = '1') => nal([0x68], ue(id) + ue(sps) + rest),
  slice: (pps: number) => nal([0x65], ue(0) + ue(7) + ue(pps) + '1'.repeat(20)),
}
const profile = '0'.repeat(7) + '1' + '0'.repeat(88)
const h265 = {
  sps: (id: number, rest = '1010') => nal([0x42, 1], '0000' + '000' + '1' + profile + ue(id) + rest),
  /** Two sub-layers, the first with a level of its own. */
  layered: (id: number, rest = '1010') =>
    nal(
      [0x42, 1],
      '0000' + '010' + '1' + profile + '01' + '00' + '0'.repeat(12) + '1'.repeat(8) + ue(id) + rest,
    ),
  pps: (id: number, sps: number, rest = '1') => nal([0x44, 1], ue(id) + ue(sps) + rest),
  slice: (pps: number) => nal([0x26, 1], '10' + ue(pps) + '1'.repeat(20)),
}

const { sps, pps, slice } = h264
type Key = readonly Buffer[]
const plain: Key = [sps(0), pps(0, 0), slice(0)]

describe('a picture that changes its shape', () => {
  const cases: readonly (readonly [string, PictureCodec, Key, readonly Key[], number])[] = [
    ['the same sets again and again', 'h264', [sps(0), pps(0, 0)], [plain, plain, plain], -1],
    ['no sets in band', 'h264', [sps(0), pps(0, 0)], [[slice(0)], [slice(0)]], -1],
    ['another sequence set of the same id', 'h264', [], [plain, [sps(0, '1111'), pps(0, 0), slice(0)]], 1],
    [
      'one that the description had right',
      'h264',
      [sps(0), pps(0, 0)],
      [[slice(0)], [sps(0, '1111'), slice(0)]],
      1,
    ],
    ['a description that lies', 'h264', [sps(0, '0001'), pps(0, 0)], [plain, plain], -1],
    ['a further id that nobody uses', 'h264', [], [plain, [sps(1, '1111'), pps(1, 1), ...plain]], -1],
    ['a further id that is used', 'h264', [], [plain, [sps(1, '1111'), pps(1, 1), slice(1)]], 1],
    [
      'other picture sets with the same shape',
      'h264',
      [],
      [plain, [sps(0), pps(0, 0, '0011'), slice(0)]],
      -1,
    ],
    ['nothing that says which is used', 'h264', [], [[slice(0)], [slice(0)]], -1],
    ['there and back', 'h264', [], [plain, plain, [sps(0, '1111'), slice(0)]], 2],
    ['H.265, the same', 'h265', [], [[h265.sps(0), h265.pps(0, 0), h265.slice(0)], [h265.slice(0)]], -1],
    [
      'H.265, another',
      'h265',
      [],
      [
        [h265.sps(0), h265.pps(0, 0), h265.slice(0)],
        [h265.sps(0, '11'), h265.slice(0)],
      ],
      1,
    ],
    [
      'H.265, unused',
      'h265',
      [],
      [
        [h265.sps(0), h265.pps(0, 0), h265.slice(0)],
        [h265.sps(3, '11'), h265.slice(0)],
      ],
      -1,
    ],
    [
      'H.265 in layers, used',
      'h265',
      [],
      [
        [h265.layered(2), h265.pps(0, 2), h265.slice(0)],
        [h265.layered(2, '11'), h265.slice(0)],
      ],
      1,
    ],
  ]
  it.each(cases)('%s', (...[, codec, described, keys, changedAt]) => {
    let state = startShape(codec, described)
    const changes = keys.map((nals) => {
      const step = stepShape(state, codec, nals)
      state = step.state
      return step.hasChanged
    })
    expect(changes.indexOf(true)).toBe(changedAt)
  })
})

it('reads ids behind bytes that keep start codes away', () => {
  const set = h265.sps(5)
  const escaped = Buffer.from(set.toString('hex').replace(/0000(?=0[0-3])/g, '000003'), 'hex')
  expect(escaped.length).toBeGreaterThan(set.length)
  expect([...startShape('h265', [escaped]).sequences.keys()]).toEqual([5])
})

it('cuts a sample into its units, and leaves out one that is not whole', () => {
  const sample = Buffer.from([0, 0, 0, 2, 1, 2, 0, 0, 0, 1, 3])
  expect(nalsOf(sample).map((one) => [...one])).toEqual([[1, 2], [3]])
  expect(nalsOf(Buffer.from([0, 0, 0, 9, 1]))).toEqual([])
})

it('reads the sets of both configurations', () => {
  const [a, b] = [sps(0), pps(0, 0)]
  const length = ({ length: bytes }: Buffer) => [0, bytes]
  const avcC = Buffer.from([1, 0x42, 0xc0, 0x16, 0xff, 0xe1, ...length(a), ...a, 1, ...length(b), ...b])
  expect(describedSets('h264', avcC)).toEqual([a, b])
  const [c, d] = [h265.sps(0), h265.pps(0, 0)]
  const head = [...Array.from({ length: 22 }, () => 1), 2]
  const hvcC = Buffer.from([...head, 33, 0, 1, ...length(c), ...c, 34, 0, 1, ...length(d), ...d])
  expect(describedSets('h265', hvcC)).toEqual([c, d])
})
