import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { ModelError } from '../model-error.ts'
import { attributeType, elementType, readModel, writeModel } from './model.ts'
import type { OnnxModel } from './model.ts'
import { floatTensor, int64Tensor, prepareGraph } from './prepare.ts'

const value = (name: string, dims: number[], elemType: number = elementType.float) => ({
  name,
  type: { tensorType: { elemType, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
})

/** A model that answers its own input, fixed at 2 x 2 and batch 1 as exporters like it. */
const echo = (): OnnxModel => ({
  irVersion: 7,
  producerName: 'test',
  opsetImport: [{ domain: '', version: 11 }],
  graph: {
    name: 'echo',
    node: [{ name: 'r', opType: 'Reshape', input: ['images', 'shape'], output: ['output'], attribute: [] }],
    initializer: [int64Tensor('shape', [1, 3, -1])],
    input: [value('images', [1, 3, 2, 2])],
    output: [value('output', [1, 3, 4])],
    valueInfo: [],
  },
})

const plain = { width: 2, height: 2, channels: 'rgb', mean: [0, 0, 0], std: [1, 1, 1] } as const
type Input = Parameters<typeof prepareGraph>[1]

async function answer(input: Input, frame: readonly number[], dims: readonly number[]) {
  const session = await InferenceSession.create(Buffer.from(writeModel(prepareGraph(echo(), input))))
  const { output } = await session.run({ frames: new Tensor('uint8', Uint8Array.from(frame), dims) })
  return [...(output!.data as Float32Array)]
}

const pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

describe('prepareGraph', () => {
  it.each<[string, Input, number[]]>([
    [
      'planes in rgb order',
      { ...plain, mean: [0, 0, 0], std: [1, 1, 1] },
      [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12],
    ],
    [
      'planes in bgr order',
      { ...plain, channels: 'bgr', mean: [0, 0, 0], std: [1, 1, 1] },
      [3, 6, 9, 12, 2, 5, 8, 11, 1, 4, 7, 10],
    ],
    [
      'mean, then std, of the model order',
      { ...plain, channels: 'bgr', mean: [3, 2, 1], std: [3, 1, 0.5] },
      [0, 1, 2, 3, 0, 3, 6, 9, 0, 6, 12, 18],
    ],
  ])('%s', async (_, input, expected) => expect(await answer(input, pixels, [1, 2, 2, 3])).toEqual(expected))

  it('keeps pixels together where the model wants them so', async () => {
    const input = { ...plain, layout: 'nhwc', channels: 'bgr', mean: [3, 2, 1], std: [3, 1, 0.5] } as const
    const model = echo()
    model.graph.input = [value('images', [1, 2, 2, 3])]
    const bytes = Buffer.from(
      writeModel(prepareGraph(model, { ...input, mean: [3, 2, 1], std: [3, 1, 0.5] })),
    )
    const session = await InferenceSession.create(bytes)
    const frames = new Tensor('uint8', Uint8Array.from(pixels), [1, 2, 2, 3])
    const { output } = await session.run({ frames })
    expect([...(output!.data as Float32Array)]).toEqual([0, 0, 0, 1, 3, 6, 2, 6, 12, 3, 9, 18])
  })

  it('tells a model that asks in what size its boxes are wanted: in that of the input', async () => {
    const model = echo()
    model.graph.input.push(value('orig_target_sizes', [1, 2], elementType.int64))
    const to = { name: 'to', type: attributeType.int, i: elementType.float }
    model.graph.node.push({
      name: 'c',
      opType: 'Cast',
      input: ['orig_target_sizes'],
      output: ['sizes'],
      attribute: [to],
    })
    model.graph.output.push(value('sizes', [1, 2]))
    const input = { ...plain, width: 64, height: 32 }
    const bytes = Buffer.from(writeModel(prepareGraph(model, { ...input, mean: [0, 0, 0], std: [1, 1, 1] })))
    const session = await InferenceSession.create(bytes)
    const { sizes } = await session.run({
      frames: new Tensor('uint8', Uint8Array.from(pixels), [1, 2, 2, 3]),
    })
    expect([...(sizes!.data as Float32Array)]).toEqual([64, 32])
  })

  it('frees batch, height and width', async () => {
    const two = await answer(
      { ...plain, mean: [0, 0, 0], std: [1, 1, 1] },
      [...pixels, ...pixels],
      [2, 1, 4, 3],
    )
    expect(two).toHaveLength(24)
    expect(two.slice(0, 4)).toEqual([1, 4, 7, 10])
  })

  it.each([
    ['two inputs', (model: OnnxModel) => model.graph.input.push(value('more', [1, 3, 2, 2]))],
    [
      'an input of integers',
      (model: OnnxModel) => (model.graph.input = [value('images', [1, 3, 2, 2], elementType.uint8)]),
    ],
    ['an input of three axes', (model: OnnxModel) => (model.graph.input = [value('images', [3, 2, 2])])],
  ])('refuses %s', (_, spoil) => {
    const model = echo()
    spoil(model)
    expect(() => prepareGraph(model, { ...plain, mean: [0, 0, 0], std: [1, 1, 1] })).toThrow(ModelError)
  })
})

describe('readModel and writeModel', () => {
  it('keep the fields they do not know', () => {
    const producerVersion = Uint8Array.from([0x1a, 0x03, 0x31, 0x2e, 0x30])
    const doc = Uint8Array.from([0x32, 0x02, 0x68, 0x69])
    const bytes = Buffer.concat([writeModel(echo()), producerVersion, doc])
    const again = Buffer.from(writeModel(readModel(bytes)))
    expect(again).toEqual(bytes)
  })

  it('write the same model as the same bytes', () => {
    expect(Buffer.from(writeModel(echo()))).toEqual(Buffer.from(writeModel(echo())))
  })

  it('keep floats', () => {
    const model = { ...echo() }
    model.graph.initializer.push(floatTensor('f', [0.1, -2], [2]))
    const tensor = readModel(writeModel(model)).graph.initializer[1]!
    const view = new DataView(Uint8Array.from(tensor.rawData).buffer)
    expect([view.getFloat32(0, true), view.getFloat32(4, true)]).toEqual([Math.fround(0.1), -2])
  })
})
