import type { Tensor } from '../decode/output.ts'
import { cellsOf, stridesOfFour } from '../decode/grid.ts'
import type { Size } from '../letterbox.ts'
import type { DetectorManifest } from '../manifest.ts'

export type Outputs = Readonly<Record<string, Tensor>>
type Decoder = DetectorManifest['decoder']

/** How many classes a model has; `untold`: it gives indices, which never say; null: it is of another layout. */
type Classes = number | 'untold' | null

interface Layout {
  /** In words of shapes. */
  readonly shape: (input: Size) => string
  readonly classesIn: (outputs: Outputs, input: Size) => Classes
}

/** How each decoder wants its numbers laid out. No two of them take the same outputs. */
export const layouts: Readonly<Record<Decoder, Layout>> = {
  yolox: {
    shape: (input) => `[1, ${cellsOf(input)}, 5 + classes], offsets in cells`,
    classesIn(outputs, input) {
      const rows = rowsIn(outputs)
      return rows && rows.n === cellsOf(input) && unitOf(rows) === 'cells' ? rows.columns - 5 : null
    },
  },
  yolov5: {
    shape: (input) => `[1, ${3 * cellsOf(input)}, 5 + classes], places in pixels`,
    classesIn(outputs, input) {
      const rows = rowsIn(withoutMaps(outputs))
      const isDecodedYolox = rows?.n === cellsOf(input) && unitOf(rows) === 'pixels'
      const anchored = [3 * cellsOf(input), 3 * cellsOf(input, stridesOfFour)]
      return rows && (anchored.includes(rows.n) || isDecodedYolox) ? rows.columns - 5 : null
    },
  },
  yolov8: {
    shape: () => '[1, 4 + classes, N]',
    classesIn(outputs) {
      const [, rows = 0, columns = 0] = threeAxes(outputs) ?? []
      return rows >= 5 && columns >= rows ? rows - 4 : null
    },
  },
  yolov10: {
    shape: () => '[1, N, 6]',
    classesIn(outputs) {
      const rows = rowsIn(outputs)
      return rows?.columns === 6 && areIndices(rows.data, 6) ? 'untold' : null
    },
  },
  detr: {
    shape: () => 'labels [1, N], boxes [1, N, 4], scores [1, N]',
    classesIn({ labels, boxes, scores }) {
      const n = labels?.data.length ?? 0
      return n > 0 && scores?.data.length === n && boxes?.data.length === 4 * n ? 'untold' : null
    },
  },
  'detr-logits': {
    shape: () => 'logits [1, N, classes], pred_boxes [1, N, 4]',
    classesIn({ logits, pred_boxes: boxes }) {
      const [, n = 0, classes = 0] = logits?.dims ?? []
      return logits?.dims.length === 3 && n > 0 && boxes?.data.length === 4 * n ? classes : null
    },
  },
  aizoo: {
    shape: () => 'loc [1, 11000, 4], cls [1, 11000, classes]',
    classesIn: ({ loc, cls }) => (loc?.data.length === 44_000 && cls ? cls.data.length / 11_000 : null),
  },
  centernet: { shape: () => 'the heads of the built-in model', classesIn: () => null },
}

interface Rows {
  readonly n: number
  readonly columns: number
  readonly data: Float32Array
}

function theOne(outputs: Outputs): Tensor | null {
  const [output, ...more] = Object.values(outputs)
  return output && more.length === 0 ? output : null
}

function threeAxes(outputs: Outputs): readonly number[] | null {
  const dims = theOne(outputs)?.dims
  return dims?.length === 3 ? dims : null
}

/** One output, a candidate a row. */
function rowsIn(outputs: Outputs): Rows | null {
  const [, n = 0, columns = 0] = threeAxes(outputs) ?? []
  const data = theOne(outputs)?.data
  return data && columns > 5 && n >= 1 ? { n, columns, data } : null
}

/** Older exports of YOLOv5 give the three maps besides, [1, 3, H, W, 5 + classes]: they are passed over. */
const withoutMaps = (outputs: Outputs): Outputs =>
  Object.fromEntries(Object.entries(outputs).filter(([, { dims }]) => dims.length !== 5))

/** An offset within a map is a few cells at most. */
const mostCells = 4

/**
 * In what a row tells its place: only the numbers say it. Offsets are small in every row; of places in pixels, those in
 * the corner alone. Between the two: neither.
 */
function unitOf({ n, columns, data }: Rows): 'cells' | 'pixels' | null {
  let small = 0
  for (let i = 0; i < n; i++)
    if (Math.abs(data[i * columns] ?? 0) <= mostCells && Math.abs(data[i * columns + 1] ?? 0) <= mostCells)
      small += 1
  if (small >= n * 0.9) return 'cells'
  return small <= n / 2 ? 'pixels' : null
}

/** Whether the last of so many columns holds indices of classes. */
function areIndices(data: Float32Array, columns: number): boolean {
  return data.every((value, i) => i % columns !== columns - 1 || Number.isInteger(value))
}

/** Decoders that read such outputs; those of the wanted number of classes alone, where there are any. */
export function fitting(outputs: Outputs, { input, classes }: { input: Size; classes: number }): Decoder[] {
  const all = Object.entries(layouts).map(([name, { classesIn }]) => ({
    name: name as Decoder,
    found: classesIn(outputs, input),
  }))
  const some = all.filter(({ found }) => found !== null)
  const exact = some.filter(({ found }) => found === classes || found === 'untold')
  return (exact.length > 0 ? exact : some).map(({ name }) => name)
}
