import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'

/** What is truly in one picture. A `crowd` is neither owed nor held against the network. */
export interface Truth {
  readonly class: ObjectClass
  readonly box: Box
  readonly crowd: boolean
}

export interface Judged {
  readonly truths: readonly Truth[]
  readonly detections: readonly Detection[]
}

const area = (box: Box): number => (box.right - box.left) * (box.bottom - box.top)

function overlap(found: Box, truth: Truth): number {
  const width = Math.min(found.right, truth.box.right) - Math.max(found.left, truth.box.left)
  const height = Math.min(found.bottom, truth.box.bottom) - Math.max(found.top, truth.box.top)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (truth.crowd ? area(found) : area(found) + area(truth.box) - shared)
}

interface Answer {
  readonly score: number
  readonly right: boolean
}

/** Each detection against the best truth still free: right, wrong, or not counted (on a crowd). */
function judge({ truths, detections }: Judged): Answer[] {
  const free = new Set(truths)
  return detections
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ score, box }): Answer[] => {
      const hits = [...free].filter((truth) => overlap(box, truth) >= 0.5)
      const best = hits.filter((t) => !t.crowd).toSorted((a, b) => overlap(box, b) - overlap(box, a))[0]
      if (!best) return hits.length > 0 ? [] : [{ score, right: false }]
      free.delete(best)
      return [{ score, right: true }]
    })
}

/** AP at IoU 0.5 in percent, interpolated at 101 recalls as COCO does, and the recall at the lowest score. */
export function averagePrecision(pictures: readonly Judged[]): {
  ap50: number
  recall: number
  truths: number
} {
  const owed = pictures.flatMap((picture) => picture.truths).filter((truth) => !truth.crowd).length
  const answers = pictures.flatMap(judge).toSorted((a, b) => b.score - a.score)
  let right = 0
  const curve = answers.map((answer, i) => {
    if (answer.right) right += 1
    return { recall: right / owed, precision: right / (i + 1) }
  })
  let sum = 0
  for (let i = 0; i <= 100; i++)
    sum += Math.max(0, ...curve.filter((point) => point.recall >= i / 100).map((point) => point.precision))
  return { ap50: (sum / 101) * 100, recall: right / owed, truths: owed }
}
