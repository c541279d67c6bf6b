import { ModelError } from '../model-error.ts'
import { elementType } from '../onnx/model.ts'
import type { OnnxModel, OnnxValue } from '../onnx/model.ts'
import { readGraphModel } from './graph-model.ts'
import type { GraphModel, TfNode } from './graph-model.ts'
import { createOnnxWriter } from './onnx-writer.ts'
import type { Shape } from './onnx-writer.ts'
import { operations } from './operations.ts'

export interface TfjsGraph {
  readonly topology: string
  readonly weights: Uint8Array
  /** What takes the picture, NHWC: a placeholder, or a value within the graph whose `inputSize` is given. */
  readonly input: string
  readonly inputSize?: { readonly width: number; readonly height: number } | undefined
  /** Where the graph is cut: what only later nodes need is left out. */
  readonly outputs: readonly string[]
}

/** Opset 11 is the first whose Resize can say where a pixel's corner lies. */
const opset = 11

/** Converts a TFJS graph model to ONNX in NCHW, from its input to the given outputs. An unknown operation is refused by name. */
export function convertGraph({ topology, weights, input, inputSize, outputs }: TfjsGraph): OnnxModel {
  const model = readGraphModel(topology, weights)
  const shape = inputSize ? { ...inputSize, channels: 3 } : placeholderShape(model, input)
  const writer = createOnnxWriter(model.constants, { name: input, shape })
  for (const node of inOrder(model, { input, outputs })) {
    if (node.op === 'Const') continue
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

function placeholderShape({ inputShapes }: GraphModel, input: string): Shape {
  const [, height, width, channels] = inputShapes.get(input) ?? []
  if (!height || !width || !channels)
    throw new ModelError('graph_unsupported', { reason: `no input ${input}` })
  return { height, width, channels }
}

/** The name of the node behind a reference: `node`, `node:0`. */
const nodeName = (reference: string): string => reference.replace(/:0$/, '')

/** The nodes that the outputs need and that come after the input, each after its own needs. */
function inOrder(model: GraphModel, { input, outputs }: Pick<TfjsGraph, 'input' | 'outputs'>): TfNode[] {
  const ordered: TfNode[] = []
  const seen = new Set([input])
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
