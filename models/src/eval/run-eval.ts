import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Detection } from '@sightline/detectors/detection'
import { letterboxFilter, placement } from '../letterbox.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { createDetector } from '../session/detector.ts'
import type { ModelInput } from '../manifest.ts'
import { ffmpegBytes } from '../raster/ffmpeg.ts'
import { evaluate } from './average-precision.ts'
import type { Evaluation } from './average-precision.ts'
import type { Dataset, DatasetImage } from './coco-dataset.ts'
import { bySize, type SizeRow } from './by-size.ts'
import type { Found } from './match.ts'
import { filtersOf, isCoarse, transformed, type TransformName } from './transforms.ts'

export interface EvalOptions {
  readonly model: PreparedModel
  readonly dataset: Dataset
  readonly ffmpeg: string
  /** What is done to the pictures before; nothing where absent. */
  readonly transform?: TransformName
  readonly onImage: (done: number, of: number) => void
}

/** Low enough for the whole curve of precision over recall; below it rows are many and never first. */
const threshold = 0.01

/**
 * The model as it is deployed (its input size, its letterbox by ffmpeg, its suppression of rival boxes) on every
 * picture of the data set. `evaluation` is of the pictures that a person checked: in others nobody knows what is not there.
 * `ms` is the median of a look.
 */
export async function runEval({
  model,
  dataset: untouched,
  ffmpeg,
  transform = 'none',
  onImage,
}: EvalOptions) {
  const dataset = transformed(untouched, transform)
  const detector = await createDetector({ model, workers: 1, threshold })
  const { input } = model.manifest
  const found: Found[] = []
  const times: number[] = []
  try {
    for (const image of dataset.images) {
      const frame = await readFrame(ffmpeg, image.path, { input, transform })
      const look = await detector.submit('eval', frame, image)
      if (look.kind === 'dropped') throw new Error(`a picture was dropped: ${look.reason}`)
      found.push(...look.detections.map((detection) => toFound(detection, image)))
      times.push(look.ms)
      onImage(times.length, dataset.images.length)
    }
  } finally {
    await detector.close()
  }
  const checked = new Set(dataset.images.filter((image) => image.checked).map(({ id }) => id))
  const isChecked = ({ image }: { readonly image: number }): boolean => checked.has(image)
  const evaluation: Evaluation = evaluate(dataset.truths.filter(isChecked), found.filter(isChecked))
  return {
    evaluation,
    found,
    /** As it was seen: what `found` is held against. */
    shown: dataset,
    sizes: sizesOf(dataset, { found, model }),
    checked: checked.size,
    ms: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0,
  }
}

/** How much is seen with a score that counts, by size in the model's input. */
function sizesOf(
  { images, truths }: Dataset,
  { found, model: { manifest } }: Pick<EvalOptions, 'model'> & { readonly found: readonly Found[] },
): readonly SizeRow[] {
  const { input, thresholds } = manifest
  const counted = found.filter(({ score }) => score >= thresholds.score)
  const byId = new Map(images.map((image) => [image.id, image]))
  const shown = (id: number) => {
    const of = byId.get(id) ?? { width: 1, height: 1 }
    const { width, height } = placement(input, of)
    return { width, height, of }
  }
  return bySize({ truths, found: counted, shown })
}

interface Reading {
  readonly input: ModelInput
  readonly transform: TransformName
}

/** A picture as the model takes it. */
async function readFrame(ffmpeg: string, path: string, { input, transform }: Reading): Promise<Buffer> {
  const filters = (these: readonly string[]): string[] => ['-vf', these.join(',')]
  const raw = ['-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24']
  const read = (from: string, these: readonly string[]): Promise<Buffer> =>
    ffmpegBytes(ffmpeg, ['-i', from, ...filters([...these, letterboxFilter(input)]), ...raw])
  if (!isCoarse(transform)) return read(path, filtersOf(transform))
  const folder = await mkdtemp(join(tmpdir(), 'sightline-eval-'))
  try {
    const coarse = join(folder, 'coarse.jpg')
    const jpeg = ['-frames:v', '1', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '31', '-f', 'image2pipe']
    await writeFile(coarse, await ffmpegBytes(ffmpeg, ['-i', path, ...jpeg]))
    return await read(coarse, filtersOf(transform))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function toFound({ class: category, score, box }: Detection, { id, width, height }: DatasetImage): Found {
  const [x, y] = [box.left * width, box.top * height]
  return { image: id, category, score, box: [x, y, box.right * width - x, box.bottom * height - y] }
}
