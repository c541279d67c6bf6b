import { attributeType } from '../onnx/model.ts'
import type { OnnxAttribute } from '../onnx/model.ts'
import type { Constant, TfNode } from './graph-model.ts'
import type { OnnxWriter, Shape } from './onnx-writer.ts'

/** How one TensorFlow node is written in ONNX. */
export type Operation = (node: TfNode, writer: OnnxWriter) => void

export const ints = (name: string, values: readonly number[]): OnnxAttribute => ({
  name,
  type: attributeType.ints,
  ints: [...values],
})
export const int = (name: string, i: number): OnnxAttribute => ({ name, type: attributeType.int, i })
export const string = (name: string, s: string): OnnxAttribute => ({
  name,
  type: attributeType.string,
  s: Buffer.from(s),
})

export const inputOf = (node: TfNode, index: number): string => {
  const reference = node.input[index]
  if (reference === undefined) throw new Error(`${node.name} lacks input ${index}`)
  return reference.replace(/:0$/, '')
}

export const constantOf = (node: TfNode, index: number, writer: OnnxWriter): Constant => {
  const constant = writer.constant(inputOf(node, index))
  if (!constant) throw new Error(`input ${index} of ${node.name} is not a constant`)
  return constant
}

/** NHWC axis -> NCHW axis. */
export const axisOf = (axis: number): number => [0, 2, 3, 1][axis < 0 ? axis + 4 : axis] ?? axis

/** Stride, dilation and padding as ONNX says them. SAME puts the odd pixel at the end: SAME_UPPER. */
export function geometry(node: TfNode, [, , kernelHeight = 1, kernelWidth = 1]: readonly number[]) {
  const [, y = 1, x = 1] = node.attr.strides?.list?.i ?? []
  const [, dy = 1, dx = 1] = node.attr.dilations?.list?.i ?? []
  const padding = node.attr.padding?.s ?? ''
  const format = node.attr.data_format?.s ?? 'NHWC'
  const pad = { SAME: 'SAME_UPPER', VALID: 'VALID' }[padding]
  if (!pad || format !== 'NHWC') throw new Error(`${node.name}: ${padding} ${format} is not converted`)
  const lost = (kernel: number, dilation: number) => (padding === 'SAME' ? 0 : (kernel - 1) * dilation)
  return {
    attributes: [ints('strides', [y, x]), ints('dilations', [dy, dx]), string('auto_pad', pad)],
    shrink: (size: Shape) => ({
      height: Math.ceil((size.height - lost(kernelHeight, dy)) / y),
      width: Math.ceil((size.width - lost(kernelWidth, dx)) / x),
    }),
  }
}
