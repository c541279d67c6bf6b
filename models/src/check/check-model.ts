import { createHash } from 'node:crypto'
import { decoders } from '../decode/decoders.ts'
import { onlyOutput } from '../decode/output.ts'
import type { InputBox, Placement } from '../letterbox.ts'
import { scoresOf } from '../crops/scores.ts'
import type { Manifest, OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { offeredClasses } from '../offered.ts'
import { refuseExternal } from '../onnx/external.ts'
import { plain } from '../raster/raster.ts'
import type { Raster } from '../raster/raster.ts'
import { toInput } from '../raster/to-input.ts'
import type { Doubt } from './doubt.ts'
import { dryRun } from './dry-run.ts'
import { expectNumbers, expectScores, type Given } from './expected-numbers.ts'
import { likelyNormalisation } from './likely-input.ts'
import { expectOutputs } from './expected-outputs.ts'
import { wholeManifest } from './own-manifest.ts'
import { doubtsOf, type Answer } from './plausible.ts'

/** What a model sees on the picture of the dry run. It may be installed only where there is no doubt. */
export interface Checked {
  readonly manifest: Manifest
  readonly seen: Given
  /** Why what it gave cannot be believed; empty where it can. */
  readonly doubts: readonly Doubt[]
  /** One run on one thread, the model alone, ms. */
  readonly tookMs: number
}

export interface CheckOptions {
  readonly manifest: OwnManifest
  readonly onnx: Uint8Array
  /** Of any size; a grey one where absent, which tells less. */
  readonly picture?: Raster
}

/**
 * The dry run of an admin's model: reads the graph, prepares it, runs it on a picture and on plain grey, compares what it
 * gives with what its manifest says and with what can be believed. Refuses with external_data, not_onnx, opset_unsupported,
 * input_unsupported, inputs_mismatch, input_size_fixed, model_unusable, inference_failed, outputs_mismatch,
 * class_count_mismatch or scores_out_of_range. Blocks its thread while it runs.
 */
export async function checkModel({ manifest, onnx, picture }: CheckOptions): Promise<Checked> {
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  const whole = wholeManifest(manifest, { sha256, bytes: onnx.length })
  await refuseExternal(onnx)
  const looked = await look({ manifest, onnx, ...(picture ? { picture } : {}) })
  const doubts = await withHint(looked.doubts, { manifest, onnx, ...(picture ? { picture } : {}) })
  return { manifest: whole, seen: (looked.picture ?? looked.grey).seen, doubts, tookMs: looked.tookMs }
}

/** One run on grey and one on the picture, or a second on grey, which is the one that is timed. */
async function look({ manifest, onnx, picture }: CheckOptions) {
  const grey = toInput(plain(manifest.input, 127), manifest.input)
  const shown = picture ? toInput(picture, manifest.input) : null
  const frames = [grey.frame, (shown ?? grey).frame]
  const { outputs, tookMs } = await dryRun(onnx, manifest, frames)
  const [inGrey = {}, inPicture = {}] = outputs
  const answers = {
    grey: read(inGrey, manifest, grey.placed),
    picture: shown && read(inPicture, manifest, shown.placed),
  }
  const { input } = manifest
  const doubts = doubtsOf({ ...answers, input, classes: offeredClasses(manifest).length })
  return { ...answers, doubts, tookMs }
}

/** The first doubt says under which usual mean and std there is none, if there is such: that is the usual mistake. */
async function withHint(
  doubts: readonly Doubt[],
  { manifest, onnx, picture }: CheckOptions,
): Promise<Doubt[]> {
  const [first, ...more] = doubts
  if (!first) return []
  if (!picture || manifest.task !== 'detector') return [first, ...more]
  const perhaps = await likelyNormalisation(manifest, async (other) => {
    const tried = await look({ manifest: other, onnx, picture }).catch(unlessRefused)
    return { doubts: tried?.doubts ?? [first], scores: tried?.picture?.all.map(({ score }) => score) ?? [] }
  })
  return [perhaps === null ? first : { ...first, facts: { ...first.facts, perhaps } }, ...more]
}

/** What is refused under another manifest is no hint. */
function unlessRefused(error: unknown): null {
  if (error instanceof ModelError) return null
  throw error
}

/** What was given for one frame, refused where the manifest says otherwise. */
function read(outputs: Answer['outputs'], manifest: OwnManifest, placed: Placement): Answer {
  expectOutputs(outputs, manifest)
  expectNumbers(outputs)
  const boxes: InputBox[] = []
  const seen = seenIn(outputs, manifest, { placed })
  expectScores(seen)
  const all = seenIn(outputs, ofAnyClass(manifest), { placed, onBox: (box) => boxes.push(box) })
  return { outputs, seen, all: 'detections' in all ? all.detections : [], boxes, placed }
}

/** With every class of the model taken for one: whatever it believes in is counted, also what no rule reads. */
const ofAnyClass = (manifest: OwnManifest): OwnManifest =>
  manifest.task === 'detector'
    ? { ...manifest, classes: manifest.classes.map(() => 'person' as const) }
    : manifest

function seenIn(
  outputs: Answer['outputs'],
  manifest: OwnManifest,
  more: { readonly placed: Placement; readonly onBox?: (box: InputBox) => void },
): Given {
  if (manifest.task === 'classifier') return { scores: scoresOf(onlyOutput(outputs), manifest) }
  const { input, classes, decoder, thresholds } = manifest
  const { score: threshold, overlap } = thresholds
  return { detections: decoders[decoder](outputs, { input, classes, threshold, overlap, ...more }) }
}
