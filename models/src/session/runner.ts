// Before the library.
import './no-telemetry.ts'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Tensor as Output } from '../decode/output.ts'
import type { Size } from '../letterbox.ts'
import { frameInput } from '../onnx/prepare.ts'

/** One thread each way: the pool has a session per core, more threads would only get in each other's way. */
const threads = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  // Its errors come as exceptions; on stderr they would reach people in its own words.
  logSeverityLevel: 4,
} as const

/** Runs a model on one frame (rgb24 of its input size) and gives its outputs by name. */
export type Runner = (frame: Uint8Array) => Promise<Record<string, Output>>

/** Opens a prepared model for frames of one size. Blocks its thread while it runs: never on a main thread. */
export async function openRunner(path: string, { width, height }: Size): Promise<Runner> {
  const session = await InferenceSession.create(path, {
    ...threads,
    // Known sizes let the runtime plan its memory once: a fifth faster than free ones.
    freeDimensionOverrides: { N: 1, H: height, W: width },
  })
  // The runtime refuses shared memory; one private copy of the frame, 0.1 ms.
  const bytes = new Uint8Array(width * height * 3)
  return async (frame) => {
    bytes.set(frame)
    return toOutputs(await session.run({ [frameInput]: new Tensor('uint8', bytes, [1, height, width, 3]) }))
  }
}

function toOutputs(answers: InferenceSession.OnnxValueMapType): Record<string, Output> {
  const outputs: Record<string, Output> = {}
  for (const [name, { data, dims }] of Object.entries(answers)) {
    outputs[name] = { data: toFloats(data, name), dims }
  }
  return outputs
}

/** Class indices come as integers. */
function toFloats(data: Tensor.DataType, name: string): Float32Array {
  if (data instanceof Float32Array) return data
  if (data instanceof Int32Array) return Float32Array.from(data)
  if (data instanceof BigInt64Array) return Float32Array.from(data, Number)
  throw new Error(`output ${name} holds neither 32-bit floats nor integers`)
}
