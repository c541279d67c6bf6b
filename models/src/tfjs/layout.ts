import { floatTensor } from '../onnx/prepare.ts'
import type { OnnxTensor } from '../onnx/model.ts'
import type { Constant } from './graph-model.ts'

/** Reorders the axes of a constant: axis i of the result is axis order[i] of the source. */
export function transpose({ shape, values }: Constant, order: readonly number[]): Constant {
  const dims = order.map((axis) => shape[axis] ?? 1)
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  const moved = new Float32Array(values.length)
  for (let to = 0; to < moved.length; to++) {
    let rest = to
    let from = 0
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      const size = dims[axis] ?? 1
      from += (rest % size) * (strides[order[axis] ?? 0] ?? 0)
      rest = Math.floor(rest / size)
    }
    moved[to] = values[from] ?? 0
  }
  return { shape: dims, values: moved }
}

/** Convolution weights: height, width, in, out -> out, in, height, width. */
export function convolutionWeights(name: string, constant: Constant): OnnxTensor {
  const { shape, values } = transpose(constant, [3, 2, 0, 1])
  return floatTensor(name, values, shape)
}

/** Depthwise weights: height, width, channels, multiplier -> channels x multiplier, 1, height, width. */
export function depthwiseWeights(name: string, constant: Constant): OnnxTensor {
  const { shape, values } = transpose(constant, [2, 3, 0, 1])
  const [channels = 1, multiplier = 1, height = 1, width = 1] = shape
  return floatTensor(name, values, [channels * multiplier, 1, height, width])
}

/** An operand of arithmetic: its last axis is the channels, which NCHW keeps two axes before the end. */
export function operand(name: string, constant: Constant): OnnxTensor {
  if (constant.shape.length === 4) {
    const { shape, values } = transpose(constant, [0, 3, 1, 2])
    return floatTensor(name, values, shape)
  }
  if (constant.shape.length > 1) throw new Error(`constant ${name} has ${constant.shape.length} axes`)
  return floatTensor(name, constant.values, constant.shape.length === 1 ? [...constant.shape, 1, 1] : [])
}
