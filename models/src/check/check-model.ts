import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whereWeightsAre } from '@sightline/infra/platform/onnx-external'
import { decoders } from '../decode/decoders.ts'
import { onlyOutput } from '../decode/output.ts'
import type { Tensor } from '../decode/output.ts'
import type { Placement } from '../letterbox.ts'
import { scoresOf } from '../crops/scores.ts'
import type { Manifest, OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { readModel, writeModel } from '../onnx/model.ts'
import type { OnnxModel } from '../onnx/model.ts'
import { prepareGraph } from '../onnx/prepare.ts'
import { plain } from '../raster/raster.ts'
import type { Raster } from '../raster/raster.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'
import { expectNumbers, expectScores, type Given } from './expected-numbers.ts'
import { expectOutputs } from './expected-outputs.ts'
import { wholeManifest } from './own-manifest.ts'

/** A model that may be installed, and what it sees on the picture of the dry run. */
export interface Checked {
  readonly manifest: Manifest
  readonly seen: Given
  /** One run on one thread, the model alone, ms. */
  readonly tookMs: number
}

/** What onnxruntime 1.30 runs. */
const opsets = { lowest: 7, highest: 26 } as const

export interface CheckOptions {
  readonly manifest: OwnManifest
  readonly onnx: Uint8Array
  /** Of any size; a grey one where absent. */
  readonly picture?: Raster
}

/**
 * The dry run of an admin's model: reads the graph, prepares it, runs it on a picture, compares what it gives with what
 * its manifest says. Refuses with external_data, graph_unsupported, opset_unsupported, model_unusable, inference_failed,
 * outputs_mismatch, class_count_mismatch or scores_out_of_range. Blocks its thread while it runs.
 */
export async function checkModel({ manifest, onnx, picture }: CheckOptions): Promise<Checked> {
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  const whole = wholeManifest(manifest, { sha256, bytes: onnx.length })
  const { frame, placed } = toInput(picture ?? plain(manifest.input, 127), manifest.input)
  await refuseExternal(onnx)
  const { outputs, tookMs } = await dryRun(prepare(onnx, manifest), manifest, frame)
  expectOutputs(outputs, manifest)
  expectNumbers(outputs)
  const seen = read(outputs, manifest, placed)
  expectScores(seen)
  return { manifest: whole, seen, tookMs }
}

async function refuseExternal(onnx: Uint8Array): Promise<void> {
  const read = async (offset: number, length: number) => onnx.subarray(offset, offset + length)
  const where = await whereWeightsAre({ size: onnx.length, read })
  if (where === 'outside') throw new ModelError('external_data', {})
  if (where === 'unknown') throw new ModelError('graph_unsupported', { reason: 'not an ONNX file' })
}

function prepare(onnx: Uint8Array, manifest: OwnManifest): Uint8Array {
  const model = readGraph(onnx)
  const opset = model.opsetImport.find(({ domain }) => !domain)?.version
  if (!opset || opset < opsets.lowest || opset > opsets.highest)
    throw new ModelError('opset_unsupported', {
      found: Number(opset ?? 0),
      supported: `${opsets.lowest}-${opsets.highest}`,
    })
  return writeModel(prepareGraph(model, manifest.input))
}

function readGraph(onnx: Uint8Array): OnnxModel {
  try {
    const model = readModel(onnx)
    if (model.graph.node.length > 0) return model
  } catch (cause) {
    throw new ModelError('graph_unsupported', { reason: 'not an ONNX file' }, { cause })
  }
  throw new ModelError('graph_unsupported', { reason: 'the graph is empty' })
}

/** By a file, as it will run later: a graph that refers to data outside itself fails here. The second run is timed. */
async function dryRun(
  graph: Uint8Array,
  { input }: OwnManifest,
  frame: Uint8Array,
): Promise<{ outputs: Record<string, Tensor>; tookMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'model-'))
  try {
    const path = join(folder, 'model.onnx')
    await writeFile(path, graph)
    const run = await openRunner(path, input).catch(fail('model_unusable'))
    const outputs = await run(frame).catch(fail('inference_failed'))
    const began = performance.now()
    await run(frame).catch(fail('inference_failed'))
    return { outputs, tookMs: performance.now() - began }
  } finally {
    await rm(folder, { recursive: true })
  }
}

const fail = (code: 'model_unusable' | 'inference_failed') => (cause: unknown) => {
  throw new ModelError(code, { reason: cause instanceof Error ? cause.message : String(cause) }, { cause })
}

function read(outputs: Record<string, Tensor>, manifest: OwnManifest, placed: Placement): Checked['seen'] {
  if (manifest.task === 'classifier') return { scores: scoresOf(onlyOutput(outputs), manifest) }
  const { input, classes, decoder, thresholds } = manifest
  const { score: threshold, overlap } = thresholds
  return { detections: decoders[decoder](outputs, { input, classes, threshold, overlap, placed }) }
}
