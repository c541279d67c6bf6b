import { finish, named, type Row } from './end-to-end.ts'
import type { Decode } from './output.ts'

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit))

/** The outputs of RT-DETR, D-FINE and DEIM as exported from transformers: `logits` [1, N, classes], `pred_boxes` [1, N, 4]. */
export const detrLogitsOutputs = ['logits', 'pred_boxes'] as const

/** Boxes are cx, cy, w, h in 0..1 of the input; a logit for each class, none for "nothing". */
export const decodeDetrLogits: Decode = (outputs, context) => {
  const [logits, boxes] = [named(outputs, 'logits'), named(outputs, 'pred_boxes')]
  const classes = logits.dims.at(-1) ?? 0
  const { width, height } = context.input
  const rows = Array.from({ length: boxes.data.length / 4 }, (_, i): Row => {
    const { index, logit } = best(logits.data.subarray(i * classes, (i + 1) * classes))
    const [x = 0, y = 0, w = 0, h = 0] = boxes.data.subarray(i * 4, i * 4 + 4)
    const sides = [(x - w / 2) * width, (y - h / 2) * height, (x + w / 2) * width, (y + h / 2) * height]
    return { sides, score: sigmoid(logit), index }
  })
  return finish(rows, context)
}

function best(logits: Float32Array): { index: number; logit: number } {
  let index = 0
  for (let i = 1; i < logits.length; i++) if ((logits[i] ?? 0) > (logits[index] ?? 0)) index = i
  return { index, logit: logits[index] ?? Number.NEGATIVE_INFINITY }
}
