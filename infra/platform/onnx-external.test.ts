import { expect, it } from 'vitest'
import { whereWeightsAre } from './onnx-external.ts'

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
/** A field with bytes, and one with a number. */
const field = (number: number, ...parts: (readonly number[])[]): number[] => {
  const bytes = parts.flat()
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes]
}
const number = (of: number, value: number): number[] => [...varint(of * 8), ...varint(value)]
const text = (of: number, words: string): number[] => field(of, [...Buffer.from(words)])

const entry = field(13, text(1, 'location'), text(2, 'model.onnx'))
const external = [...text(8, 'w'), ...entry, ...number(14, 1)]
const own = [...text(8, 'w'), ...field(9, Array<number>(200_000).fill(104)), ...number(14, 0)]
const graph = (...parts: number[][]) => [...number(1, 8), ...field(7, ...parts)]
const nested = (depth: number): number[] =>
  depth === 0 ? field(5, external) : field(1, field(5, field(6, nested(depth - 1))))

const table: [name: string, bytes: number[], where: string][] = [
  ['a tensor of the graph', graph(field(5, own), field(5, external)), 'outside'],
  ['only where it is', graph(field(5, entry)), 'outside'],
  ['only that it is elsewhere', graph(field(5, number(14, 1))), 'outside'],
  ['that, in more bytes than it needs', graph(field(5, [14 * 8, 0x81, 0x00])), 'outside'],
  ['a constant', graph(field(1, field(5, field(5, external)))), 'outside'],
  ['a constant among several', graph(field(1, field(5, field(10, external)))), 'outside'],
  ['a branch in a branch', graph(nested(5)), 'outside'],
  ['a sparse tensor', graph(field(15, field(1, external))), 'outside'],
  ['a function', [...number(1, 8), ...field(25, field(7, field(5, field(5, external))))], 'outside'],
  ['training', [...number(1, 8), ...field(20, field(1, field(5, external)))], 'outside'],
  ['the second of two graphs', [...graph(field(5, own)), ...field(7, field(5, external))], 'outside'],
  ['nothing', graph(field(5, own)), 'inside'],
  ['a name that reads like one', graph(text(2, String.fromCharCode(...entry))), 'inside'],
  ['no protobuf', [8, 8, 7, 7, 7], 'unknown'],
  ['a message that is longer than its file', [...number(1, 8), 7 * 8 + 2, 100, 1], 'unknown'],
  ['no bytes', [], 'inside'],
  [
    'a group, which protobuf skips, before it',
    [...number(1, 8), 0xa3, 6, 0xa4, 6, ...field(7, field(5, external))],
    'unknown',
  ],
]

it.each(table)('%s', async (_name, list, where) => {
  const bytes = Uint8Array.from(list)
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length)
  expect(await whereWeightsAre({ size: bytes.length, read })).toBe(where)
})
