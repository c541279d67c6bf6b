import { floatTensor } from '../onnx/prepare.ts'
import type { TfNode } from './graph-model.ts'
import { convolutionWeights, depthwiseWeights, operand } from './layout.ts'
import { axisOf, constantOf, geometry, inputOf, int, ints, string } from './node-parts.ts'
import type { Operation } from './node-parts.ts'
import type { OnnxWriter, Shape } from './onnx-writer.ts'
import { maxPool, pad } from './windows.ts'

/** The functions TensorFlow fuses behind a convolution. */
const activations: Readonly<
  Record<string, (from: string, to: { output: string; shape: Shape }, writer: OnnxWriter) => void>
> = {
  Relu: (from, to, writer) => writer.emit({ opType: 'Relu', input: [from], ...to }),
  Relu6(from, to, writer) {
    const bounds = [writer.add(floatTensor('zero', [0], [])), writer.add(floatTensor('six', [6], []))]
    writer.emit({ opType: 'Clip', input: [from, ...bounds], ...to })
  },
  Sigmoid: (from, to, writer) => writer.emit({ opType: 'Sigmoid', input: [from], ...to }),
  Identity: (from, to, writer) => writer.emit({ opType: 'Identity', input: [from], ...to }),
}

const pointwise =
  (kind: string): Operation =>
  (node, writer) =>
    activations[kind]?.(
      inputOf(node, 0),
      { output: node.name, shape: writer.shapeOf(inputOf(node, 0)) },
      writer,
    )

const convolution =
  (depthwise: boolean): Operation =>
  (node, writer) => {
    const from = inputOf(node, 0)
    const before = writer.shapeOf(from)
    const toOnnx = depthwise ? depthwiseWeights : convolutionWeights
    const weights = toOnnx(inputOf(node, 1), constantOf(node, 1, writer))
    const { attributes, shrink } = geometry(node, weights.dims)
    const fused = node.attr.fused_ops?.list?.s ?? []
    const input = [from, writer.add(weights)]
    if (fused.includes('BiasAdd')) input.push(writer.add(bias(node, writer)))
    const after = fused.filter((name) => name !== 'BiasAdd')
    const output = after.length > 0 ? `${node.name}/linear` : node.name
    const shape = { ...shrink(before), channels: weights.dims[0] ?? 0 }
    const attribute = [...attributes, int('group', depthwise ? before.channels : 1)]
    writer.emit({ opType: 'Conv', input, output, shape, attribute })
    const [name, ...more] = after
    if (name === undefined) return
    const activation = activations[name]
    if (!activation || more.length > 0)
      throw new Error(`${node.name}: fused ${after.join(', ')} is not converted`)
    activation(output, { output: node.name, shape }, writer)
  }

function bias(node: TfNode, writer: OnnxWriter) {
  const { values, shape } = constantOf(node, 2, writer)
  return floatTensor(inputOf(node, 2), values, shape)
}

const arithmetic =
  (opType: string): Operation =>
  (node, writer) => {
    const names = [inputOf(node, 0), inputOf(node, 1)]
    const input = names.map((name) => {
      const constant = writer.constant(name)
      return constant ? writer.add(operand(name, constant)) : name
    })
    const shapes = names.filter((name) => !writer.constant(name)).map((name) => writer.shapeOf(name))
    const largest = (side: keyof Shape) => Math.max(...shapes.map((shape) => shape[side]))
    const shape = { height: largest('height'), width: largest('width'), channels: largest('channels') }
    writer.emit({ opType, input, output: node.name, shape })
  }

const mean: Operation = (node, writer) => {
  const axes = [...constantOf(node, 1, writer).values].map(axisOf)
  const spatial = axes.toSorted((a, b) => a - b).join() === '2,3'
  if (!spatial || !node.attr.keep_dims?.b) throw new Error(`${node.name}: only a spatial mean is converted`)
  const { channels } = writer.shapeOf(inputOf(node, 0))
  const attribute = [ints('axes', axes), int('keepdims', 1)]
  const shape = { height: 1, width: 1, channels }
  writer.emit({ opType: 'ReduceMean', input: [inputOf(node, 0)], output: node.name, shape, attribute })
}

/** The target size becomes a factor, so that other input sizes work; corners as TensorFlow 1 puts them. */
const resizeBilinear: Operation = (node, writer) => {
  if (node.attr.align_corners?.b) throw new Error(`${node.name}: align_corners is not converted`)
  const from = inputOf(node, 0)
  const before = writer.shapeOf(from)
  const [height = 0, width = 0] = constantOf(node, 1, writer).values
  const factors = [1, 1, height / before.height, width / before.width]
  const input = [
    from,
    writer.add(floatTensor('no_region', [], [0])),
    writer.add(floatTensor(`${node.name}/factors`, factors, [4])),
  ]
  const corner = node.attr.half_pixel_centers?.b ? 'half_pixel' : 'asymmetric'
  const attribute = [string('mode', 'linear'), string('coordinate_transformation_mode', corner)]
  writer.emit({ opType: 'Resize', input, output: node.name, shape: { ...before, height, width }, attribute })
}

const concat: Operation = (node, writer) => {
  const input = node.input.slice(0, -1).map((_, i) => inputOf(node, i))
  const axis = axisOf(constantOf(node, input.length, writer).values[0] ?? 0)
  if (axis !== 1) throw new Error(`${node.name}: only channels are joined`)
  const shapes = input.map((name) => writer.shapeOf(name))
  const channels = shapes.reduce((sum, shape) => sum + shape.channels, 0)
  const shape = { ...writer.shapeOf(inputOf(node, 0)), channels }
  writer.emit({ opType: 'Concat', input, output: node.name, shape, attribute: [int('axis', 1)] })
}

/** Every TensorFlow operation that is converted. */
export const operations: Readonly<Record<string, Operation>> = {
  _FusedConv2D: convolution(false),
  Conv2D: convolution(false),
  FusedDepthwiseConv2dNative: convolution(true),
  DepthwiseConv2dNative: convolution(true),
  Add: arithmetic('Add'),
  AddV2: arithmetic('Add'),
  Sub: arithmetic('Sub'),
  Mul: arithmetic('Mul'),
  Relu: pointwise('Relu'),
  Relu6: pointwise('Relu6'),
  Sigmoid: pointwise('Sigmoid'),
  Identity: pointwise('Identity'),
  Mean: mean,
  ResizeBilinear: resizeBilinear,
  ConcatV2: concat,
  MaxPool: maxPool,
  Pad: pad,
  PadV2: pad,
}
