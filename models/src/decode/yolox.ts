import type { Detection } from '@sightline/detectors/detection'
import { strides } from './grid.ts'
import { onlyOutput, placeBox } from './output.ts'
import type { Decode, DecodeContext } from './output.ts'
import { suppress } from './suppress.ts'

/** Grid cells in the order of the rows: per stride, row by row. */
function* cells(context: DecodeContext): Generator<{ x: number; y: number; stride: number }> {
  for (const stride of strides)
    for (let y = 0; y < context.input.height / stride; y++)
      for (let x = 0; x < context.input.width / stride; x++) yield { x, y, stride }
}

/** The best class of a row and its probability. */
function best(row: Float32Array): { index: number; score: number } {
  let index = 5
  for (let i = 6; i < row.length; i++) if ((row[i] ?? 0) > (row[index] ?? 0)) index = i
  return { index: index - 5, score: (row[4] ?? 0) * (row[index] ?? 0) }
}

/**
 * YOLOX without its in-graph decode: rows of (dx, dy, log w, log h, objectness, class...), already sigmoided.
 * Score = objectness x best class.
 */
export const decodeYolox: Decode = (outputs, context) => {
  const { data, dims } = onlyOutput(outputs)
  const columns = dims.at(-1) ?? 0
  const found: Detection[] = []
  let at = -columns
  for (const cell of cells(context)) {
    at += columns
    if ((data[at + 4] ?? 0) < context.threshold) continue
    const detection = read(data.subarray(at, at + columns), cell, context)
    if (detection) found.push(detection)
  }
  return suppress(found, context.overlap)
}

function read(row: Float32Array, cell: { x: number; y: number; stride: number }, context: DecodeContext) {
  const { index, score } = best(row)
  const name = context.classes[index]
  if (!name || score < context.threshold) return null
  const [dx = 0, dy = 0, logWidth = 0, logHeight = 0] = row
  const x = (dx + cell.x) * cell.stride
  const y = (dy + cell.y) * cell.stride
  const halfWidth = (Math.exp(logWidth) * cell.stride) / 2
  const halfHeight = (Math.exp(logHeight) * cell.stride) / 2
  const inInput = { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight }
  const box = placeBox(inInput, context)
  return box && { class: name, score, box }
}
