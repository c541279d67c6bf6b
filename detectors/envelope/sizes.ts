import type { Detection, Frame } from '../detection.ts'
import { height, width } from '../geometry/box.ts'
import type { Shape } from '../shape.ts'
import { sizedAs, sizedKinds, type SizedKind } from './sized-kinds.ts'

/** How large things of one kind are in one part of the picture. Sides and `foot` (lower edge) are means, 0..1 of the picture. */
export interface CellSize {
  readonly kind: SizedKind
  readonly column: number
  readonly row: number
  /** How many sights the means rest on. */
  readonly n: number
  readonly width: number
  readonly height: number
  readonly foot: number
  /** When the last sight was counted. */
  readonly at: number
}

/** What was learnt of one view. Plain data, at most `columns` x `rows` cells a kind, whatever was seen. */
export type Sizes = readonly CellSize[]
export const noSizes: Sizes = []

const columns = 8
const rows = 12

/** The saved form. */
export const sizesShape: Shape = {
  listOf: {
    fields: {
      kind: { oneOf: sizedKinds },
      column: 'number',
      row: 'number',
      n: 'number',
      width: 'number',
      height: 'number',
      foot: 'number',
      at: 'number',
    },
  },
}

/** A model that is so sure has seen the thing, and all of it. */
const sureScore = 0.6
/** What comes so near to an edge of the picture may be cut off by it. */
const edge = 0.01
/** One thing that stands about is not counted again sooner, nor is a crowd in one part of the picture. */
const againMs = 5000
/** The means forget after so many sights: slowly, as a view changes. */
const memory = 50

const isWhole = ({ box }: Detection): boolean =>
  box.left > edge && box.top > edge && box.right < 1 - edge && box.bottom < 1 - edge

const cellAt = (at: number, of: number): number => Math.min(of - 1, Math.max(0, Math.floor(at * of)))

interface Sight extends Pick<Detection, 'box'> {
  readonly at: number
}

function grown(before: CellSize | undefined, { box, at }: Sight, cell: Cell): CellSize {
  const n = before?.n ?? 0
  const weight = 1 / (Math.min(n, memory) + 1)
  const mean = (old: number | undefined, now: number): number => (old ?? now) + (now - (old ?? now)) * weight
  return {
    ...cell,
    n: n + 1,
    width: mean(before?.width, width(box)),
    height: mean(before?.height, height(box)),
    foot: mean(before?.foot, box.bottom),
    at,
  }
}

type Cell = Pick<CellSize, 'kind' | 'column' | 'row'>

const isOf = (one: CellSize, { kind, column, row }: Cell): boolean =>
  one.kind === kind && one.column === column && one.row === row

/** One frame later; the same list where it taught nothing. `at` is capture time: an older frame teaches nothing. */
export function learnSizes(before: Sizes, { at, detections }: Frame): Sizes {
  return detections.reduce<Sizes>((sizes, seen) => {
    const kind = sizedAs(seen.class)
    if (!kind || seen.score < sureScore || !isWhole(seen)) return sizes
    const column = cellAt((seen.box.left + seen.box.right) / 2, columns)
    const cell = { kind, column, row: cellAt(seen.box.bottom, rows) }
    const known = sizes.find((one) => isOf(one, cell))
    if (known && at - known.at < againMs) return sizes
    const next = grown(known, { box: seen.box, at }, cell)
    return known ? sizes.map((one) => (one === known ? next : one)) : [...sizes, next]
  }, before)
}
