import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tensor } from '../decode/output.ts'
import type { Size } from '../letterbox.ts'
import type { OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { writeModel } from '../onnx/model.ts'
import { prepareGraph } from '../onnx/prepare.ts'
import { openRunner } from '../session/runner.ts'
import { runtimeError } from '../session/runtime-words.ts'
import { exportedSize, readGraph } from './read-graph.ts'

/** What a model gave for each frame; the last run is timed, on one thread, the model alone. */
export interface DryRun {
  readonly outputs: readonly Readonly<Record<string, Tensor>>[]
  readonly tookMs: number
}

/**
 * Prepares the graph and shows it every frame, in order. Where it fails, the reason is said in words of ours, never of
 * the runtime: `input_size_fixed` (it runs only in the size it was exported in), else `model_unusable` or
 * `inference_failed`.
 */
export async function dryRun(
  onnx: Uint8Array,
  manifest: OwnManifest,
  frames: readonly Uint8Array[],
): Promise<DryRun> {
  const folder = await mkdtemp(join(tmpdir(), 'model-'))
  try {
    return await runIn(folder, { onnx, input: manifest.input, frames })
  } catch (error) {
    await refuseFixedSize(error, { folder, onnx, manifest })
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Job {
  readonly onnx: Uint8Array
  readonly input: OwnManifest['input']
  readonly frames: readonly Uint8Array[]
}

/** By a file, as it will run later: a graph that refers to data outside itself fails here. */
async function runIn(folder: string, { onnx, input, frames }: Job): Promise<DryRun> {
  const path = join(folder, 'model.onnx')
  await writeFile(path, writeModel(prepareGraph(readGraph(onnx), input)))
  const run = await openRunner(path, input).catch(fail('model_unusable'))
  const outputs: Record<string, Tensor>[] = []
  let tookMs = 0
  for (const frame of frames) {
    const began = performance.now()
    outputs.push(await run(frame).catch(fail('inference_failed')))
    tookMs = performance.now() - began
  }
  return { outputs, tookMs }
}

const fail = (code: 'model_unusable' | 'inference_failed') => (cause: unknown) => {
  throw runtimeError(code, cause)
}

const told = ({ width, height }: Size): string => `${width} x ${height}`

interface Failed {
  readonly folder: string
  readonly onnx: Uint8Array
  readonly manifest: OwnManifest
}

/** Whether another size is all that is wrong is known by running it in its own. */
async function refuseFixedSize(error: unknown, { folder, onnx, manifest }: Failed): Promise<void> {
  if (!(error instanceof ModelError)) return
  if (error.code !== 'inference_failed' && error.code !== 'model_unusable') return
  const { input } = manifest
  const own = exportedSize(readGraph(onnx), input)
  if (!own || (own.width === input.width && own.height === input.height)) return
  const grey = new Uint8Array(own.width * own.height * 3).fill(127)
  const runs = await runIn(folder, { onnx, input: { ...input, ...own }, frames: [grey] }).then(
    () => true,
    () => false,
  )
  if (runs)
    throw new ModelError('input_size_fixed', { manifest: told(input), model: told(own) }, { cause: error })
}
