import { attributeType, elementType, writeModel } from '../onnx/model.ts'
import type { OnnxModel, OnnxNode, OnnxValue } from '../onnx/model.ts'
import { floatTensor, int64Tensor } from '../onnx/prepare.ts'

/** One output that never changes. */
export interface FixedOutput {
  readonly name: string
  readonly dims: readonly number[]
  readonly values: readonly number[]
  /** Given as 64-bit integers. */
  readonly whole?: boolean
}

const valueOf = (name: string, dims: readonly number[], elemType: number = elementType.float): OnnxValue => ({
  name,
  type: { tensorType: { elemType, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
})

const plainNode = (opType: string, input: string[], output: string): OnnxNode => ({
  name: output,
  opType,
  input,
  output: [output],
  attribute: [],
})

/** Looks at its picture, and answers the same whatever it shows. */
export function smallOnnxModel(
  outputs: readonly FixedOutput[],
  input: readonly number[] = [1, 3, 64, 64],
): OnnxModel {
  const keepdims = { name: 'keepdims', type: attributeType.int, i: 0 }
  const to = { name: 'to', type: attributeType.int, i: elementType.int64 }
  return {
    irVersion: 7,
    producerName: 'test',
    opsetImport: [{ domain: '', version: 11 }],
    graph: {
      name: 'small',
      node: [
        { ...plainNode('ReduceMean', ['images'], 'mean'), attribute: [keepdims] },
        plainNode('Mul', ['mean', 'zero'], 'nothing'),
        ...outputs.flatMap(({ name, whole }) =>
          whole
            ? [
                plainNode('Add', ['nothing', `${name}_fixed`], `${name}_float`),
                { ...plainNode('Cast', [`${name}_float`], name), attribute: [to] },
              ]
            : [plainNode('Add', ['nothing', `${name}_fixed`], name)],
        ),
      ],
      initializer: [
        floatTensor('zero', [0], []),
        ...outputs.map(({ name, dims, values }) => floatTensor(`${name}_fixed`, values, dims)),
      ],
      input: [valueOf('images', input)],
      output: outputs.map(({ name, dims, whole }) =>
        valueOf(name, dims, whole ? elementType.int64 : elementType.float),
      ),
      valueInfo: [],
    },
  }
}

/** The same as the bytes of a file. */
export const smallModel = (...of: Parameters<typeof smallOnnxModel>): Uint8Array =>
  writeModel(smallOnnxModel(...of))

/**
 * Gives its outputs for any picture that is not of one grey, and zeros for that: as a model does that sees something in
 * every scene.
 */
export function sceneModel(...of: Parameters<typeof smallOnnxModel>): Uint8Array {
  const model = smallOnnxModel(...of)
  const { graph } = model
  const keepdims = { name: 'keepdims', type: attributeType.int, i: 0 }
  graph.initializer.push(floatTensor('much', [1e6], []), floatTensor('one', [1], []))
  graph.node = [
    { ...plainNode('ReduceMean', ['images'], 'mean'), attribute: [keepdims] },
    plainNode('Sub', ['images', 'mean'], 'off'),
    plainNode('Mul', ['off', 'off'], 'squared'),
    { ...plainNode('ReduceMean', ['squared'], 'variance'), attribute: [keepdims] },
    plainNode('Mul', ['variance', 'much'], 'stretched'),
    plainNode('Min', ['stretched', 'one'], 'seen'),
    ...of[0].map(({ name }) => plainNode('Mul', ['seen', `${name}_fixed`], name)),
  ]
  return writeModel(model)
}

/** Runs in the one size that it was exported in, as exports do whose shapes are baked in. */
export function bakedModel(...of: Parameters<typeof smallOnnxModel>): Uint8Array {
  const model = smallOnnxModel(...of)
  const { graph } = model
  const [, channels = 3, height = 64, width = 64] = of[1] ?? []
  graph.initializer.push(int64Tensor('baked', [1, channels * height * width]))
  graph.node.unshift(plainNode('Reshape', ['images', 'baked'], 'flat'))
  const mean = graph.node.find(({ opType }) => opType === 'ReduceMean')
  if (mean) mean.input = ['flat']
  return writeModel(model)
}

/** The same file, and a tensor of it that says that its numbers lie in a file of that name. Protobuf joins the two parts. */
export function withWeightsOutside(onnx: Uint8Array, location = 'model.onnx'): Uint8Array {
  const field = (of: number, ...parts: Uint8Array[]): Buffer => {
    const bytes = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([of * 8 + 2, bytes.length]), bytes])
  }
  const entry = field(13, field(1, Buffer.from('location')), field(2, Buffer.from(location)))
  const graph = field(7, field(5, field(8, Buffer.from('w')), entry, Buffer.from([14 * 8, 1])))
  return Buffer.concat([onnx, graph])
}

/** Makes so many numbers of one while it runs. */
export function glutton(numbers: number): Uint8Array {
  const model = smallOnnxModel([{ name: 'output0', dims: [1], values: [0] }])
  const { graph } = model
  const size = { ...floatTensor('size', [], []), dims: [1], dataType: elementType.int64 }
  const rawData = new Uint8Array(new BigInt64Array([BigInt(numbers)]).buffer)
  graph.initializer.push({ ...size, rawData })
  // The size comes out of the picture, so that nothing is worked out before the run.
  const to = { name: 'to', type: attributeType.int, i: elementType.int64 }
  graph.node.push(
    { ...plainNode('Cast', ['nothing'], 'whole'), attribute: [to] },
    plainNode('Add', ['whole', 'size'], 'wanted'),
    plainNode('ConstantOfShape', ['wanted'], 'many'),
    plainNode('ReduceSum', ['many'], 'sum'),
    plainNode('Add', ['sum', 'output0_fixed'], 'last'),
  )
  return writeModel(model)
}
