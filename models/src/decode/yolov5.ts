import type { Detection } from '@sightline/detectors/detection'
import { placeBox, rowsOutput } from './output.ts'
import type { Decode } from './output.ts'
import { suppress } from './suppress.ts'

/**
 * YOLOv5 and YOLOv7 as usually exported, their anchors already applied: rows of [1, N, 5 + classes], each cx, cy, w, h in
 * pixels of the input, objectness, class scores, already sigmoided. Score = objectness x best class. YOLOX exported with
 * its decoding in the graph is read the same way.
 */
export const decodeYolov5: Decode = (outputs, context) => {
  const { data, dims } = rowsOutput(outputs)
  const columns = dims.at(-1) ?? 0
  const found: Detection[] = []
  for (let at = 0; columns > 5 && at < data.length; at += columns) {
    const objectness = data[at + 4] ?? 0
    if (objectness < context.threshold) continue
    const { index, score } = best(data.subarray(at + 5, at + columns))
    const name = context.classes[index]
    if (!name || objectness * score < context.threshold) continue
    const box = placeBox(sidesOf(data.subarray(at, at + 4)), context)
    if (box) found.push({ class: name, score: objectness * score, box })
  }
  return suppress(found, context.overlap)
}

function best(scores: Float32Array): { index: number; score: number } {
  let index = 0
  for (let i = 1; i < scores.length; i++) if ((scores[i] ?? 0) > (scores[index] ?? 0)) index = i
  return { index, score: scores[index] ?? 0 }
}

function sidesOf([x = 0, y = 0, width = 0, height = 0]: Float32Array) {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
}
