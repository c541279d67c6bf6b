import { attributeType, elementType, writeModel } from '../onnx/model.ts'
import type { OnnxModel, OnnxNode, OnnxValue } from '../onnx/model.ts'
import { floatTensor } from '../onnx/prepare.ts'

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

/** Looks at its picture, and answers the same whatever it shows. */
export function smallOnnxModel(
  outputs: readonly FixedOutput[],
  input: readonly number[] = [1, 3, 64, 64],
): OnnxModel {
  const keepdims = { name: 'keepdims', type: attributeType.int, i: 0 }
  const to = { name: 'to', type: attributeType.int, i: elementType.int64 }
  const node = (opType: string, from: string[], output: string): OnnxNode => ({
    name: output,
    opType,
    input: from,
    output: [output],
    attribute: [],
  })
  return {
    irVersion: 7,
    producerName: 'test',
    opsetImport: [{ domain: '', version: 11 }],
    graph: {
      name: 'small',
      node: [
        { ...node('ReduceMean', ['images'], 'mean'), attribute: [keepdims] },
        node('Mul', ['mean', 'zero'], 'nothing'),
        ...outputs.flatMap(({ name, whole }) =>
          whole
            ? [
                node('Add', ['nothing', `${name}_fixed`], `${name}_float`),
                { ...node('Cast', [`${name}_float`], name), attribute: [to] },
              ]
            : [node('Add', ['nothing', `${name}_fixed`], name)],
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

/** Makes so many numbers of one while it runs. */
export function glutton(numbers: number): Uint8Array {
  const model = smallOnnxModel([{ name: 'output0', dims: [1], values: [0] }])
  const { graph } = model
  const size = { ...floatTensor('size', [], []), dims: [1], dataType: elementType.int64 }
  const rawData = new Uint8Array(new BigInt64Array([BigInt(numbers)]).buffer)
  const node = (opType: string, from: string[], output: string): OnnxNode => ({
    name: output,
    opType,
    input: from,
    output: [output],
    attribute: [],
  })
  graph.initializer.push({ ...size, rawData })
  // The size comes out of the picture, so that nothing is worked out before the run.
  const to = { name: 'to', type: attributeType.int, i: elementType.int64 }
  graph.node.push(
    { ...node('Cast', ['nothing'], 'whole'), attribute: [to] },
    node('Add', ['whole', 'size'], 'wanted'),
    node('ConstantOfShape', ['wanted'], 'many'),
    node('ReduceSum', ['many'], 'sum'),
    node('Add', ['sum', 'output0_fixed'], 'last'),
  )
  return writeModel(model)
}
