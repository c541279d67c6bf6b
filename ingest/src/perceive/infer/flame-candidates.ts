import { grow, height, intersection, width } from '@sightline/detectors/geometry/box'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { contains } from '@sightline/detectors/geometry/polygon'
import type { Area } from '@sightline/models/raster/raster'

/** A picture as the main model gets it: rgb24, rows of `widthPx`, the camera's picture at `content`. */
export interface WarmPicture {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly content: Area
}

/** Where flames are looked for: cells of a few pixels, row by row; 1 inside a zone. */
export interface Field {
  readonly columns: number
  readonly rows: number
  readonly inside: Uint8Array
}

/** What is remembered of each cell between two looks. Plain data. */
export interface FlickerState {
  /** Warm pixels of the last look. */
  readonly warm: Uint8Array
  /** Their mean brightness; of a cell without any, 0. */
  readonly bright: Uint8Array
  /** Whether it flickered, a bit a look, the last one lowest. */
  readonly history: Uint8Array
}

/** Side of a cell, px. */
const cell = 4
/** Bright and warm: as bright, redder than green, greener than blue. What is white, or red without any yellow, is neither. */
const least = { red: 150, overBlue: 60, greenOverBlue: 22, greenShare: 0.28 }
/** A cell counts as warm, and as changed, from so many of its 16 pixels. */
const leastPixels = 4
/** Change of brightness, 0..255, that is more than a camera's noise and its encoder's. */
const leastChange = 18
/** A flame flickers where it is: in so many of the last looks. What passes changes each cell as it comes and as it goes. */
const lately = { least: 3, of: 6 }
/** After so many looks what is found depends on nothing before them. */
export const looksRemembered = lately.of

/** The cells whose middle lies in one of the zones. */
export function fieldOf(
  zones: readonly { readonly polygon: readonly Point[] }[],
  { width, height }: Area,
): Field {
  const columns = Math.floor(width / cell)
  const rows = Math.floor(height / cell)
  const inside = new Uint8Array(columns * rows)
  for (let row = 0, i = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, i++) {
      const middle = { x: (column + 0.5) / columns, y: (row + 0.5) / rows }
      inside[i] = zones.some(({ polygon }) => contains(polygon, middle)) ? 1 : 0
    }
  return { columns, rows, inside }
}

/**
 * One look later: the regions in the field that are bright and warm and have flickered in enough of the last looks, as
 * boxes of their warm pixels in 0..1 of the camera's picture. Pure. The sun, a lamp and a lit window are warm and still; a
 * red car is not warm, and a yellow one changes each place once or twice as it passes; a white light is not warm.
 */
export function stepFlicker(
  before: FlickerState | null,
  picture: WarmPicture,
  field: Field,
): { readonly state: FlickerState; readonly regions: readonly Box[] } {
  const now = look(picture, field)
  const history = new Uint8Array(now.warm.length)
  if (!before || before.warm.length !== history.length) return { state: { ...now, history }, regions: [] }
  for (let i = 0; i < history.length; i++)
    history[i] = (((before.history[i] ?? 0) << 1) | (hasFlickered(before, now, i) ? 1 : 0)) & 0xff
  const state = { ...now, history }
  return { state, regions: joined(groupsOf(state, field).flatMap((group) => boxOf(group, picture, field))) }
}

/** Tongues of one fire: boxes no farther apart than this share of the larger one's sides. */
const apart = 0.5

/** Boxes near each other, taken together until none is near another. */
function joined(boxes: readonly Box[]): readonly Box[] {
  for (const [i, box] of boxes.entries()) {
    const near = boxes.findIndex((other, k) => k > i && isNear(box, other))
    const other = boxes[near]
    if (other) return joined([...boxes.filter((_, k) => k !== i && k !== near), around(box, other)])
  }
  return boxes
}

function isNear(a: Box, b: Box): boolean {
  const reach = {
    x: (apart * Math.max(width(a), width(b))) / 2,
    y: (apart * Math.max(height(a), height(b))) / 2,
  }
  return intersection(grow(a, reach), grow(b, reach)) > 0
}

const around = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
  top: Math.min(a.top, b.top),
  bottom: Math.max(a.bottom, b.bottom),
})

type Cells = Pick<FlickerState, 'warm' | 'bright'>

function look(picture: WarmPicture, { columns, rows, inside }: Field): Cells {
  const warm = new Uint8Array(columns * rows)
  const bright = new Uint8Array(columns * rows)
  for (let i = 0; i < warm.length; i++) {
    if (!inside[i]) continue
    const { pixels, sum } = warmthAt(picture, (i % columns) * cell, Math.floor(i / columns) * cell)
    warm[i] = pixels
    bright[i] = pixels > 0 ? sum / (3 * pixels) : 0
  }
  return { warm, bright }
}

/** The warm pixels of a cell, and the sum of their colours. */
function warmthAt(picture: WarmPicture, left: number, top: number): { pixels: number; sum: number } {
  const { data } = picture
  let [pixels, sum] = [0, 0]
  for (let y = top; y < top + cell; y++)
    for (let at = startOf(picture, left, y), end = at + cell * 3; at < end; at += 3)
      if (isWarm(data, at)) {
        pixels += 1
        sum += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)
      }
  return { pixels, sum }
}

/** The first byte of a pixel of the camera's picture. */
const startOf = ({ widthPx, content }: WarmPicture, x: number, y: number): number =>
  ((content.y + y) * widthPx + content.x + x) * 3

function isWarm(data: Uint8Array, at: number): boolean {
  const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
  return (
    r >= least.red &&
    r >= g &&
    r - b >= least.overBlue &&
    g - b >= least.greenOverBlue &&
    g >= r * least.greenShare
  )
}

function hasFlickered(before: Cells, now: Cells, i: number): boolean {
  const [was, is] = [before.warm[i] ?? 0, now.warm[i] ?? 0]
  if (Math.max(was, is) < leastPixels) return false
  if (Math.abs(is - was) >= leastPixels) return true
  return Math.abs((now.bright[i] ?? 0) - (before.bright[i] ?? 0)) >= leastChange
}

const mask = (1 << lately.of) - 1
const bitsOf = (value: number): number => {
  let bits = 0
  for (let rest = value & mask; rest > 0; rest &= rest - 1) bits += 1
  return bits
}

/** Neighbouring cells that are warm or flicker, where at least one of them flickers. */
function groupsOf({ warm, history }: FlickerState, field: Field): number[][] {
  const flickers = (i: number): boolean => bitsOf(history[i] ?? 0) >= lately.least
  const belongs = (i: number): boolean => (warm[i] ?? 0) >= leastPixels || flickers(i)
  const known = new Uint8Array(warm.length)
  const take = (i: number): boolean => {
    if (known[i] || !belongs(i)) return false
    known[i] = 1
    return true
  }
  const groups: number[][] = []
  for (let start = 0; start < warm.length; start++) {
    if (!take(start)) continue
    const group = [start]
    for (let k = 0; k < group.length; k++) group.push(...neighbours(group[k] ?? 0, field).filter(take))
    if (group.some(flickers)) groups.push(group)
  }
  return groups
}

function neighbours(i: number, { columns, rows }: Field): number[] {
  const [row, column] = [Math.floor(i / columns), i % columns]
  const around = [-1, 0, 1]
  return around
    .flatMap((down) => around.map((across) => ({ row: row + down, column: column + across })))
    .filter((at) => at.row >= 0 && at.row < rows && at.column >= 0 && at.column < columns)
    .map((at) => at.row * columns + at.column)
}

/** What encloses the warm pixels of a group, so that it flickers with the flame; none at the moment: nothing. */
function boxOf(group: readonly number[], picture: WarmPicture, { columns }: Field): Box[] {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  for (const i of group) {
    const corner = { x: (i % columns) * cell, y: Math.floor(i / columns) * cell }
    for (let k = 0; k < cell * cell; k++) {
      const [x, y] = [corner.x + (k % cell), corner.y + Math.floor(k / cell)]
      if (!isWarm(picture.data, startOf(picture, x, y))) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  if (right < 0) return []
  const { width, height } = picture.content
  return [{ left: left / width, right: right / width, top: top / height, bottom: bottom / height }]
}
