import type { ModelInput } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { attributeType, elementType } from './model.ts'
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './model.ts'

/** Raised whenever the same source would be prepared into other bytes: old prepared files are then left aside. */
export const preparationVersion = 1

/** The one input of a prepared model: uint8 [N,H,W,3] in rgb order, so that the bytes of an rgb24 pipe are the tensor. */
export const frameInput = 'frames'

type Normalisation = Pick<ModelInput, 'width' | 'height' | 'channels' | 'layout' | 'mean' | 'std'>

/**
 * Frees batch, height and width of a model with one float picture input, and puts layout, channel order and
 * normalisation in front of it. Changes the model it is given.
 */
export function prepareGraph(model: OnnxModel, input: Normalisation): OnnxModel {
  fixTargetSize(model, input)
  const pixels = onlyInput(model)
  refuseOtherLayout(pixels, input)
  freeShapes(model)
  const { nodes, initializers } = normalisation(pixels.name, input)
  model.graph.node.unshift(...nodes)
  model.graph.initializer.push(...initializers)
  model.graph.input = [framesValue()]
  return model
}

/** RT-DETR and D-FINE ask in what size boxes are to be told: in the input's own. */
function fixTargetSize({ graph }: OnnxModel, { width, height }: Normalisation): void {
  const isSize = ({ type }: OnnxValue) =>
    type.tensorType.elemType === elementType.int64 && Number(type.tensorType.shape.dim[1]?.dimValue) === 2
  for (const { name } of graph.input.filter(isSize))
    graph.initializer.push({ ...int64Tensor(name, [width, height]), dims: [1, 2] })
}

function onlyInput(model: OnnxModel): OnnxValue {
  const constants = new Set(model.graph.initializer.map((tensor) => tensor.name))
  const inputs = model.graph.input.filter((value) => !constants.has(value.name))
  const [input] = inputs
  const dims = input?.type.tensorType.shape.dim.length
  if (!input || inputs.length > 1 || dims !== 4 || input.type.tensorType.elemType !== elementType.float)
    throw new ModelError('input_unsupported', { inputs: inputs.length })
  return input
}

/** Three colours where the layout has them; a free axis may be anything. */
function refuseOtherLayout({ type }: OnnxValue, { layout = 'nchw' }: Normalisation): void {
  const { dim } = type.tensorType.shape
  const colours = Number(dim[layout === 'nchw' ? 1 : 3]?.dimValue ?? 3)
  if (colours === 3 || colours === 0) return
  const found = dim.map(({ dimValue, dimParam }) => dimParam || String(dimValue)).join(', ')
  const other = layout === 'nchw' ? 'nhwc' : 'nchw'
  const fits = Number(dim[other === 'nchw' ? 1 : 3]?.dimValue) === 3 ? { fits: other } : {}
  throw new ModelError('inputs_mismatch', { layout, ...fits, found: `[${found}]` })
}

/** Inner shapes are dropped (the runtime infers them), outer ones made names, and reshapes keep the batch they get. */
function freeShapes(model: OnnxModel): void {
  const { graph } = model
  graph.valueInfo = []
  for (const output of graph.output)
    output.type.tensorType.shape.dim = output.type.tensorType.shape.dim.map((dim, axis) =>
      Number(dim.dimValue) === outputChannels(output, axis) ? dim : { dimParam: `${output.name}_${axis}` },
    )
  const shapes = new Set(graph.node.filter((node) => node.opType === 'Reshape').map((node) => node.input[1]))
  for (const tensor of graph.initializer) if (shapes.has(tensor.name)) keepBatch(tensor)
}

/** Rank 3 is [N, rows, channels], rank 4 [N, channels, H, W]: only the channels stay fixed. */
function outputChannels(output: OnnxValue, axis: number): number {
  const { dim } = output.type.tensorType.shape
  const channelAxis = dim.length === 3 ? 2 : 1
  return axis === channelAxis ? Number(dim[axis]?.dimValue) : Number.NaN
}

/** A fixed first 1 becomes 0, "as in the input" (ONNX Reshape). */
function keepBatch(shape: OnnxTensor): void {
  if (shape.dataType !== elementType.int64 || shape.rawData.length < 8) return
  const raw = Uint8Array.from(shape.rawData)
  const view = new DataView(raw.buffer)
  if (view.getBigInt64(0, true) !== 1n) return
  view.setBigInt64(0, 0n, true)
  shape.rawData = raw
}

/** Layout and channel order while a value is one byte; floats only at the end. Mean and std are in the model's order. */
function normalisation(target: string, input: Normalisation) {
  const nodes: OnnxNode[] = []
  const initializers: OnnxTensor[] = []
  const steps: { opType: string; constant?: OnnxTensor; attribute?: OnnxAttribute[] }[] = []
  const planes = input.layout !== 'nhwc'
  const shape = planes ? [1, 3, 1, 1] : [1, 1, 1, 3]
  if (planes)
    steps.push({
      opType: 'Transpose',
      attribute: [{ name: 'perm', type: attributeType.ints, ints: [0, 3, 1, 2] }],
    })
  if (input.channels === 'bgr')
    steps.push({
      opType: 'Gather',
      constant: int64Tensor('frames_order', [2, 1, 0]),
      attribute: [{ name: 'axis', type: attributeType.int, i: planes ? 1 : 3 }],
    })
  steps.push({ opType: 'Cast', attribute: [{ name: 'to', type: attributeType.int, i: elementType.float }] })
  if (input.mean.some((v) => v !== 0))
    steps.push({ opType: 'Sub', constant: floatTensor('frames_mean', input.mean, shape) })
  if (input.std.some((v) => v !== 1))
    steps.push({ opType: 'Div', constant: floatTensor('frames_std', input.std, shape) })
  steps.forEach(({ opType, constant, attribute = [] }, i) => {
    const from = i === 0 ? frameInput : `frames_${i}`
    const to = i === steps.length - 1 ? target : `frames_${i + 1}`
    if (constant) initializers.push(constant)
    nodes.push({
      name: `frames_${opType}`,
      opType,
      input: constant ? [from, constant.name] : [from],
      output: [to],
      attribute,
    })
  })
  return { nodes, initializers }
}

function framesValue(): OnnxValue {
  const dim = [{ dimParam: 'N' }, { dimParam: 'H' }, { dimParam: 'W' }, { dimValue: 3 }]
  return { name: frameInput, type: { tensorType: { elemType: elementType.uint8, shape: { dim } } } }
}

/** A constant of 64-bit integers, one axis. */
export function int64Tensor(name: string, values: readonly number[]): OnnxTensor {
  const rawData = new Uint8Array(values.length * 8)
  const view = new DataView(rawData.buffer)
  values.forEach((value, i) => view.setBigInt64(i * 8, BigInt(value), true))
  return { name, dims: [values.length], dataType: elementType.int64, rawData }
}

/** A constant of 32-bit floats. */
export function floatTensor(name: string, values: ArrayLike<number>, dims: readonly number[]): OnnxTensor {
  const rawData = new Uint8Array(values.length * 4)
  const view = new DataView(rawData.buffer)
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i] ?? 0, true)
  return { name, dims: [...dims], dataType: elementType.float, rawData }
}
