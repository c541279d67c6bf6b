import type { Detection } from '@sightline/detectors/detection'
import { onlyOutput, placeBox } from './output.ts'
import type { Decode } from './output.ts'
import { suppress } from './suppress.ts'

/** YOLOv8 and YOLO11: [1, 4 + classes, N], column by column cx, cy, w, h in pixels of the input, then class scores. */
export const decodeYolov8: Decode = (outputs, context) => {
  const { data, dims } = onlyOutput(outputs)
  const columns = dims.at(-1) ?? 0
  const value = (row: number, column: number) => data[row * columns + column] ?? 0
  const found: Detection[] = []
  for (let i = 0; i < columns; i++) {
    let [index, score] = [0, 0]
    context.classes.forEach((_, k) => {
      if (value(4 + k, i) > score) [index, score] = [k, value(4 + k, i)]
    })
    const name = context.classes[index]
    if (!name || score < context.threshold) continue
    const [x, y, width, height] = [value(0, i), value(1, i), value(2, i), value(3, i)]
    const sides = { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
    const box = placeBox(sides, context)
    if (box) found.push({ class: name, score, box })
  }
  return suppress(found, context.overlap)
}
