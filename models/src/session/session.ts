import { InferenceSession, Tensor } from 'onnxruntime-node'
import { decoders } from '../decode/decoders.ts'
import type { Tensor as Output } from '../decode/output.ts'
import { placement } from '../letterbox.ts'
import { frameInput } from '../onnx/prepare.ts'
import type { SessionResult, SessionSetup, SessionTask } from './session-task.ts'

/** One thread each way: the pool has a session per core, more threads would only get in each other's way. */
const threads = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  logSeverityLevel: 3,
} as const

/**
 * Opens the prepared network for frames of its manifest's size and gives the function that looks at one.
 * Blocks its thread while it runs: never on a main thread.
 */
export async function createSession(
  setup: SessionSetup,
): Promise<(task: SessionTask) => Promise<SessionResult>> {
  const { input, classes, decoder, thresholds } = setup.manifest
  const dims = [1, input.height, input.width, 3]
  const session = await InferenceSession.create(setup.path, {
    ...threads,
    // Known sizes let the runtime plan its memory once: a fifth faster than free ones.
    freeDimensionOverrides: { N: 1, H: input.height, W: input.width },
  })
  // The runtime refuses shared memory; one private copy of the frame, 0.1 ms.
  const bytes = new Uint8Array(input.width * input.height * 3)
  return async ({ frame, picture }) => {
    const began = performance.now()
    bytes.set(new Uint8Array(frame))
    const answers = await session.run({ [frameInput]: new Tensor('uint8', bytes, dims) })
    const detections = decoders[decoder](toOutputs(answers), {
      input,
      classes,
      threshold: setup.threshold,
      overlap: thresholds.overlap,
      placed: placement(input, picture),
    })
    return { detections, ms: performance.now() - began }
  }
}

function toOutputs(answers: InferenceSession.OnnxValueMapType): Record<string, Output> {
  const outputs: Record<string, Output> = {}
  for (const [name, { data, dims }] of Object.entries(answers)) {
    if (!(data instanceof Float32Array)) throw new Error(`output ${name} is not of 32-bit floats`)
    outputs[name] = { data, dims }
  }
  return outputs
}
