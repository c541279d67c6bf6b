import { ModelError } from '../model-error.ts'
import { elementType } from '../onnx/model.ts'
import type { OnnxModel, OnnxValue } from '../onnx/model.ts'
import { readGraphModel } from './graph-model.ts'
import type { GraphModel, TfNode } from './graph-model.ts'
import { createOnnxWriter } from './onnx-writer.ts'
import { operations } from './operations.ts'

export interface TfjsGraph {
  readonly topology: string
  readonly weights: Uint8Array
  /** The placeholder that takes the picture, NHWC. */
  readonly input: string
  /** Where the graph is cut: what only later nodes need is left out. */
  readonly outputs: readonly string[]
}

/** Opset 11 is the first whose Resize can say where a pixel's corner lies. */
const opset = 11

/** Converts a TFJS graph model to ONNX in NCHW, from its input to the given outputs. An unknown operation is refused by name. */
export function convertGraph({ topology, weights, input, outputs }: TfjsGraph): OnnxModel {
  const model = readGraphModel(topology, weights)
  const [, height, width, channels] = model.inputShapes.get(input) ?? []
  if (!height || !width || !channels)
    throw new ModelError('graph_unsupported', { reason: `no input ${input}` })
  const writer = createOnnxWriter(model.constants, { name: input, shape: { height, width, channels } })
  for (const node of inOrder(model, outputs)) {
    if (node.name === input || node.op === 'Const') continue
    const operation = operations[node.op]
    if (!operation) throw new ModelError('graph_unsupported', { node: node.name, op: node.op })
    operation(node, writer)
  }
  const value = (name: string): OnnxValue => {
    const shape = writer.shapeOf(name)
    const dim = [1, shape.channels, shape.height, shape.width].map((dimValue) => ({ dimValue }))
    return { name, type: { tensorType: { elemType: elementType.float, shape: { dim } } } }
  }
  return {
    irVersion: 7,
    producerName: 'sightline',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: 'converted',
      node: writer.nodes,
      initializer: writer.initializers,
      input: [value(input)],
      output: outputs.map(value),
      valueInfo: [],
    },
  }
}

/** The name of the node behind a reference: `node`, `node:0`. */
const nodeName = (reference: string): string => reference.replace(/:0$/, '')

/** The nodes the outputs need, each after its own needs. */
function inOrder(model: GraphModel, outputs: readonly string[]): TfNode[] {
  const ordered: TfNode[] = []
  const seen = new Set<string>()
  const visit = (reference: string): void => {
    const name = nodeName(reference)
    if (seen.has(name)) return
    seen.add(name)
    const node = model.nodes.get(name)
    if (!node) throw new ModelError('graph_unsupported', { reason: `no node ${reference}` })
    for (const needed of node.input) visit(needed)
    ordered.push(node)
  }
  for (const output of outputs) visit(output)
  return ordered
}
