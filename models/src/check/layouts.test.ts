import { describe, expect, it } from 'vitest'
import type { Tensor } from '../decode/output.ts'
import { fitting } from './layouts.ts'

/** 64 x 64 has 64 + 16 + 4 cells. */
const input = { width: 64, height: 64 }
const cells = 84
const tensor = (dims: readonly number[], value: (i: number) => number = () => 0): Tensor => ({
  dims,
  data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
})
/** Centres all over the picture, as a model gives that has applied its grid. */
const inPixels = (columns: number) => (i: number) => (i % columns < 2 ? (i * 7) % 64 : 0)
const offsets = (columns: number) => (i: number) => (i % columns < 2 ? ((i * 7) % 100) / 100 : 0)
/** Half of them near the corner: it may be either. */
const either = (columns: number) => (i: number) =>
  i % columns < 2 ? (Math.floor(i / columns) % 4 === 0 ? 30 : 1) : 0

describe('which decoder reads such outputs', () => {
  it.each<[string, Record<string, Tensor>, number, string[]]>([
    ['YOLOX, offsets in cells', { output: tensor([1, cells, 25], offsets(25)) }, 20, ['yolox']],
    ['YOLOX that decodes in its graph', { output: tensor([1, cells, 25], inPixels(25)) }, 20, ['yolov5']],
    ['one a cell that may be either', { output: tensor([1, cells, 25], either(25)) }, 20, []],
    ['YOLOv5', { output0: tensor([1, 3 * cells, 85], inPixels(85)) }, 80, ['yolov5']],
    ['YOLOv5 with four maps', { output0: tensor([1, 3 * (cells + 1), 85], inPixels(85)) }, 80, ['yolov5']],
    [
      'YOLOv5 with its maps',
      { output: tensor([1, 3 * cells, 7], inPixels(7)), 339: tensor([1, 3, 8, 8, 7]) },
      2,
      ['yolov5'],
    ],
    ['the maps of YOLOv5 alone', { a: tensor([1, 3, 8, 8, 7]), b: tensor([1, 3, 4, 4, 7]) }, 2, []],
    ['YOLOv8', { output0: tensor([1, 6, cells]) }, 2, ['yolov8']],
    ['YOLOv8 of one class', { output0: tensor([1, 5, cells]) }, 1, ['yolov8']],
    ['YOLOv10', { output0: tensor([1, 300, 6], (i) => i % 6) }, 9, ['yolov10']],
    ['six columns whose last is no index', { output0: tensor([1, 300, 6], () => 0.5) }, 9, []],
    ['RT-DETR', { labels: tensor([1, 9]), boxes: tensor([1, 9, 4]), scores: tensor([1, 9]) }, 80, ['detr']],
    [
      'D-FINE of transformers',
      { logits: tensor([1, 9, 80]), pred_boxes: tensor([1, 9, 4]) },
      80,
      ['detr-logits'],
    ],
    ['rows of another size of input', { output0: tensor([1, 100, 85], inPixels(85)) }, 80, []],
    ['NanoDet', { output: tensor([1, 2125, 112]) }, 80, []],
    ['nothing', {}, 80, []],
  ])('%s', (...[, outputs, classes, expected]) =>
    expect(fitting(outputs, { input, classes })).toEqual(expected),
  )
})
