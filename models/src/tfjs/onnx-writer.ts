import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../onnx/model.ts'
import type { Constant } from './graph-model.ts'

/** The shape of one picture-like value. */
export interface Shape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

export interface Emission {
  readonly opType: string
  readonly input: readonly string[]
  readonly output: string
  readonly shape: Shape
  readonly attribute?: readonly OnnxAttribute[]
}

/** Collects the ONNX graph while it is converted, and the shape of every value. */
export interface OnnxWriter {
  readonly nodes: OnnxNode[]
  readonly initializers: OnnxTensor[]
  readonly constant: (name: string) => Constant | undefined
  readonly shapeOf: (name: string) => Shape
  readonly emit: (emission: Emission) => void
  /** Adds a constant unless one of that name is there, and gives its name back. */
  readonly add: (tensor: OnnxTensor) => string
}

/** A writer that knows its input only. */
export function createOnnxWriter(
  constants: ReadonlyMap<string, Constant>,
  input: { name: string; shape: Shape },
): OnnxWriter {
  const shapes = new Map([[input.name, input.shape]])
  const nodes: OnnxNode[] = []
  const initializers: OnnxTensor[] = []
  return {
    nodes,
    initializers,
    constant: (name) => constants.get(name),
    shapeOf(name) {
      const shape = shapes.get(name)
      if (!shape) throw new Error(`the shape of ${name} is not known`)
      return shape
    },
    emit({ opType, input: from, output, shape, attribute = [] }) {
      shapes.set(output, shape)
      nodes.push({ name: output, opType, input: [...from], output: [output], attribute: [...attribute] })
    },
    add(tensor) {
      if (!initializers.some((known) => known.name === tensor.name)) initializers.push(tensor)
      return tensor.name
    },
  }
}
