import type { Detection } from '@sightline/detectors/detection'
import { letterboxFilter } from '../letterbox.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { createDetector } from '../session/detector.ts'
import { ffmpegBytes } from '../raster/ffmpeg.ts'
import { evaluate } from './average-precision.ts'
import type { Evaluation } from './average-precision.ts'
import type { Dataset, DatasetImage } from './coco-dataset.ts'
import type { Found } from './match.ts'

export interface EvalOptions {
  readonly model: PreparedModel
  readonly dataset: Dataset
  readonly ffmpeg: string
  readonly onImage: (done: number, of: number) => void
}

/** Low enough for the whole curve of precision over recall; below it rows are many and never first. */
const threshold = 0.01

/**
 * The model as it is deployed (its input size, its letterbox by ffmpeg, its suppression of rival boxes) on every
 * picture of the data set. `evaluation` is of the pictures that a person checked: in others nobody knows what is not there.
 * `ms` is the median of a look.
 */
export async function runEval({ model, dataset, ffmpeg, onImage }: EvalOptions) {
  const detector = await createDetector({ model, workers: 1, threshold })
  const { input } = model.manifest
  const found: Found[] = []
  const times: number[] = []
  try {
    for (const image of dataset.images) {
      const frame = await ffmpegBytes(ffmpeg, [
        '-i',
        image.path,
        '-vf',
        letterboxFilter(input),
        '-frames:v',
        '1',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgb24',
      ])
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
    checked: checked.size,
    ms: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0,
  }
}

function toFound({ class: category, score, box }: Detection, { id, width, height }: DatasetImage): Found {
  const [x, y] = [box.left * width, box.top * height]
  return { image: id, category, score, box: [x, y, box.right * width - x, box.bottom * height - y] }
}
