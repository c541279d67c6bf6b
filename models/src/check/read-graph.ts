import type { Size } from '../letterbox.ts'
import type { ModelInput } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { readModel } from '../onnx/model.ts'
import type { OnnxModel } from '../onnx/model.ts'

/** What onnxruntime 1.30 runs. */
const opsets = { lowest: 7, highest: 26 } as const

/** The graph of an ONNX file: `not_onnx` or `opset_unsupported` where it cannot run. Read anew for each use: preparing changes it. */
export function readGraph(onnx: Uint8Array): OnnxModel {
  const model = decode(onnx)
  const opset = model.opsetImport.find(({ domain }) => !domain)?.version
  if (!opset || opset < opsets.lowest || opset > opsets.highest)
    throw new ModelError('opset_unsupported', {
      found: Number(opset ?? 0),
      supported: `${opsets.lowest}-${opsets.highest}`,
    })
  return model
}

function decode(onnx: Uint8Array): OnnxModel {
  try {
    const model = readModel(onnx)
    if (model.graph.node.length > 0) return model
  } catch (cause) {
    throw new ModelError('not_onnx', {}, { cause })
  }
  throw new ModelError('not_onnx', {})
}

/** The size for which the file was exported; null where it leaves a side free, or has no input of four axes. */
export function exportedSize({ graph }: OnnxModel, { layout }: Pick<ModelInput, 'layout'>): Size | null {
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const input = graph.input.find(
    ({ name, type }) => !constants.has(name) && type.tensorType.shape.dim.length === 4,
  )
  const sides = (input?.type.tensorType.shape.dim ?? []).map(({ dimValue }) => Number(dimValue ?? 0))
  const [height = 0, width = 0] = layout === 'nhwc' ? sides.slice(1, 3) : sides.slice(2, 4)
  return height > 0 && width > 0 ? { width, height } : null
}
