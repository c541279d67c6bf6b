import { describe, expect, it } from 'vitest'
import { halfToFloat, readGraphModel } from './graph-model.ts'
import { transpose } from './layout.ts'

it.each([
  [0x3c00, 1],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x0001, 2 ** -24],
  [0x0400, 2 ** -14],
  [0x8000, -0],
  [0x7c00, Infinity],
  [0x3555, 0.333251953125],
])('half %i is %d', (bits, expected) => expect(halfToFloat(bits)).toBe(expected))

it('moves axes as numpy does', () => {
  const values = Float32Array.from({ length: 6 }, (_, i) => i)
  expect(transpose({ shape: [1, 2, 3], values }, [2, 0, 1])).toEqual({
    shape: [3, 1, 2],
    values: Float32Array.of(0, 3, 1, 4, 2, 5),
  })
})

describe('readGraphModel', () => {
  const topology = (weights: object[]) =>
    JSON.stringify({
      format: 'graph-model',
      signature: { inputs: {} },
      modelTopology: { node: [] },
      weightsManifest: [{ weights }],
    })
  const half = {
    name: 'h',
    shape: [2],
    dtype: 'float32',
    quantization: { dtype: 'float16', original_dtype: 'float32' },
  }
  const whole = { name: 'i', shape: [1], dtype: 'int32' }

  it('reads weights one after the other', () => {
    const { constants } = readGraphModel(topology([half, whole]), Uint8Array.of(0, 0x3c, 0, 0xc0, 7, 0, 0, 0))
    expect([...constants.get('h')!.values]).toEqual([1, -2])
    expect([...constants.get('i')!.values]).toEqual([7])
  })
  it.each([
    ['too few bytes', [half, whole], 7, 'end before i'],
    ['too many bytes', [half], 6, 'belong to no constant'],
    ['another quantisation', [{ ...half, quantization: { dtype: 'uint8', scale: 1, min: 0 } }], 2, 'float16'],
  ])('refuses %s', (...[, weights, bytes, message]) => {
    expect(() => readGraphModel(topology(weights), new Uint8Array(bytes))).toThrow(message)
  })
})
