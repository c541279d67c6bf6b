import type { Detection } from '@sightline/detectors/detection'
import { onlyOutput, placeBox } from './output.ts'
import type { Decode, DecodeContext, Tensor } from './output.ts'
import { suppress } from './suppress.ts'

/** A box in pixels of the input, and what it is. */
export interface Row {
  readonly sides: ArrayLike<number>
  readonly score: number
  readonly index: number
}

/** Boxes that are final, in pixels of the input; our own rivals (car, bus, truck) still suppress each other. */
export function finish(rows: readonly Row[], context: DecodeContext): Detection[] {
  const { classes, threshold, overlap } = context
  const found = rows.flatMap(({ sides, score, index }): Detection[] => {
    const name = classes[index]
    if (!name || score < threshold) return []
    const [left = 0, top = 0, right = 0, bottom = 0] = Array.from(sides)
    const box = placeBox({ left, top, right, bottom }, context)
    return box ? [{ class: name, score, box }] : []
  })
  return suppress(found, overlap)
}

/** YOLOv10: [1, N, 6], row by row left, top, right, bottom in pixels of the input, score, class. */
export const decodeYolov10: Decode = (outputs, context) => {
  const { data } = onlyOutput(outputs)
  const rows = Array.from({ length: data.length / 6 }, (_, i): Row => {
    const [score = 0, index = -1] = data.subarray(i * 6 + 4, i * 6 + 6)
    return { sides: data.subarray(i * 6, i * 6 + 4), score, index }
  })
  return finish(rows, context)
}

/** The three outputs of RT-DETR and D-FINE: labels [1, N], boxes [1, N, 4] in pixels of the input, scores [1, N]. */
export const detrOutputs = ['labels', 'boxes', 'scores'] as const

export const decodeDetr: Decode = (outputs, context) => {
  const [labels, boxes, scores] = detrOutputs.map((name) => named(outputs, name))
  const rows = Array.from(scores?.data ?? [], (score, i): Row => {
    const sides = boxes?.data.subarray(i * 4, i * 4 + 4) ?? []
    return { sides, score, index: labels?.data[i] ?? -1 }
  })
  return finish(rows, context)
}

export function named(outputs: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const output = outputs[name]
  if (!output) throw new Error(`the model gave no ${name}`)
  return output
}
