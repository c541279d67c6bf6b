import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { cellPx, type WatchedCells } from './watched-cells.ts'

/** What is remembered between two looks at the picture. */
export interface MotionState {
  readonly before: Luma | null
  readonly isMoving: boolean
  readonly quietLooks: number
}

export const stillPicture: MotionState = { before: null, isMoving: false, quietLooks: 0 }

/** A cell stirs when its grey changed by more than sensor noise does. */
const STIR = 7
const CELLS_TO_BEGIN = 2
const LOOKS_TO_END = 3

/**
 * One look later. Motion begins when two cells stir and ends after three looks in which none does. A change of the whole
 * picture's brightness (a cloud, the exposure) is taken out first. `watched`: the only cells that count; null: all.
 */
export function stepMotion(
  state: MotionState,
  luma: Luma,
  watched: WatchedCells | null = null,
): MotionState & { readonly stirred: number } {
  const { before } = state
  const isComparable =
    before !== null && before.data.length === luma.data.length && before.width === luma.width
  const stirred = isComparable ? countStirred(before, luma, watched) : 0
  const quietLooks = stirred === 0 ? state.quietLooks + 1 : 0
  const isMoving = state.isMoving ? quietLooks < LOOKS_TO_END : stirred >= CELLS_TO_BEGIN
  return { before: luma, isMoving, quietLooks, stirred }
}

function countStirred(before: Luma, after: Luma, watched: WatchedCells | null): number {
  const brighter = mean(after.data) - mean(before.data)
  let stirred = 0
  let cell = 0
  for (let top = 0; top + cellPx <= after.height; top += cellPx)
    for (let left = 0; left + cellPx <= after.width; left += cellPx, cell++)
      if (
        (watched === null || watched[cell] === 1) &&
        changeOf(before, after, { left, top, brighter }) > STIR
      )
        stirred += 1
  return stirred
}

/** Mean absolute change of a cell, beyond the whole picture's. */
function changeOf(before: Luma, after: Luma, cell: { left: number; top: number; brighter: number }): number {
  let sum = 0
  for (let y = cell.top; y < cell.top + cellPx; y++) {
    let at = y * after.width + cell.left
    for (let x = 0; x < cellPx; x++, at++)
      sum += Math.abs((after.data[at] ?? 0) - (before.data[at] ?? 0) - cell.brighter)
  }
  return sum / (cellPx * cellPx)
}

function mean(data: Uint8Array): number {
  let sum = 0
  for (const value of data) sum += value
  return sum / data.length
}

/** What is remembered of the sizes of a stream's samples. */
export interface SizeState {
  /** Of the samples that are not key frames, up to ten seconds of them, when they were last sorted. */
  readonly sizes: readonly number[]
  /** Those since then: sorting them all at every sample costs more than it tells. */
  readonly newer: readonly number[]
  /** The quiet quarter of `sizes`; null while there are too few. */
  readonly quiet: number | null
  readonly isSwollen: boolean
  readonly streak: number
  /** Samples since the last key frame, and how many the group before had. */
  readonly sinceKey: number
  readonly group: number
  /** The last key frame's bytes, those of the group that it ended, and those of the group it began, so far. */
  readonly keyBytes: number
  readonly groupBytes: number
  readonly sinceKeyBytes: number
}

export const noSizes: SizeState = {
  sizes: [],
  newer: [],
  quiet: null,
  isSwollen: false,
  streak: 0,
  sinceKey: 0,
  group: 0,
  keyBytes: 0,
  groupBytes: 0,
  sinceKeyBytes: 0,
}

const SIZES_KEPT = 250
const SIZES_NEEDED = 25
const SWELL = 1.8
const EBB = 1.3
const SAMPLES_TO_BEGIN = 3
const SAMPLES_TO_END = 12
/** After a key frame an encoder mends what that left out: the first P frames of a group are large in a still scene too. */
const MENDING = 12
const MENDING_SHARE = 0.25

/**
 * One sample later: motion seen in the sizes alone, without decoding. What moves costs bits, so P frames swell against the
 * quiet quarter of the last ten seconds. Begins after three swollen samples, ends after twelve that are not.
 */
export function stepSizes(state: SizeState, sample: { sampleBytes: number; isKey: boolean }): SizeState {
  if (sample.isKey) return beginGroup(state, sample.sampleBytes)
  const { isSwollen, group, keyBytes, groupBytes } = state
  const sinceKey = state.sinceKey + 1
  const sinceKeyBytes = state.sinceKeyBytes + sample.sampleBytes
  if (sinceKey <= Math.min(MENDING, group * MENDING_SHARE)) return { ...state, sinceKey, sinceKeyBytes }
  const { sizes, newer, quiet } = keepSize(state, sample.sampleBytes)
  const groups = { sinceKey, group, keyBytes, groupBytes, sinceKeyBytes }
  if (quiet === null) return { ...noSizes, sizes, newer, ...groups }
  const isOther = isSwollen ? sample.sampleBytes < quiet * EBB : sample.sampleBytes > quiet * SWELL
  const streak = isOther ? state.streak + 1 : 0
  const isTurn = streak >= (isSwollen ? SAMPLES_TO_END : SAMPLES_TO_BEGIN)
  return {
    sizes,
    newer,
    quiet,
    ...groups,
    isSwollen: isTurn ? !isSwollen : isSwollen,
    streak: isTurn ? 0 : streak,
  }
}

const beginGroup = (state: SizeState, keyBytes: number): SizeState => ({
  ...state,
  sinceKey: 0,
  group: state.sinceKey,
  keyBytes,
  groupBytes: state.sinceKeyBytes,
  sinceKeyBytes: 0,
})

/** The sizes at the key frame of a picture, for `isOtherScene`. */
export type SceneSizes = Pick<SizeState, 'keyBytes' | 'groupBytes'>

const KEY_SHARE = 0.05
const GROUP_SHARE = 0.15

/** At a key frame: whether it, or the group before it, has not the size it had then. Too little for `isSwollen`, too much for nothing. */
export const isOtherScene = (now: SceneSizes, then: SceneSizes): boolean =>
  Math.abs(now.keyBytes - then.keyBytes) > then.keyBytes * KEY_SHARE ||
  Math.abs(now.groupBytes - then.groupBytes) > then.groupBytes * GROUP_SHARE

/** The quiet quarter stands for a second's worth of samples, and is of those before them. */
function keepSize(
  { sizes, newer, quiet }: SizeState,
  bytes: number,
): Pick<SizeState, 'sizes' | 'newer' | 'quiet'> {
  if (newer.length < SIZES_NEEDED) return { sizes, newer: [...newer, bytes], quiet }
  const all = [...sizes, ...newer].slice(-SIZES_KEPT)
  return { sizes: all, newer: [bytes], quiet: all.toSorted((a, b) => a - b)[all.length >> 2] ?? null }
}
