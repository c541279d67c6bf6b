import type { Pixels } from './stir-compare.ts'
import { summed } from './stir-picture.ts'

/** How two pictures differ where nothing lives. */
export interface Tremble {
  /** The share of the background that counts as changed all the same. */
  readonly share: number
  /** By how much a place got lighter since, beyond what the whole picture did. */
  readonly lightOf: (pixels: Pixels) => number
  /** The share of the pixels that changed by more than the background trembles. */
  readonly shareOf: (pixels: Pixels, light: number) => number
}

/** Brightness in so many classes, edges in so many. */
const tones = 16
const edges = 8
/** A class of fewer pixels than this is taken for its neighbour. */
const leastOfClass = 40
/**
 * A change counts from so many medians of the background's own on, and never below this, in grey levels: noise of an encoder
 * has long tails, and eight bits round.
 */
const medians = 5
const leastLevels = 3
/**
 * Nor below what an edge changes when the picture slips by half a pixel: a camera's shake is known to a quarter of one, in either
 * picture. Of the edge, which is told over two pixels.
 */
const slip = 0.25
/** A cloud changes the light of a place by no more, in grey levels. */
const mostLight = 20

const toneOf = (before: number): number => Math.min(tones - 1, Math.floor((before * tones) / (256 * summed)))
/** 0 for a plain wall; one more for each doubling of the edge. */
const edgeOf = (edge: number): number => Math.min(edges - 1, Math.floor(Math.log2(edge / (2 * summed) + 1)))

/** How the background of two pictures trembles, whatever the light did meanwhile. */
export function trembleOf(background: Pixels): Tremble {
  const lightAt = lightBy(mediansBy(background, { classes: tones, classOf: byTone, valueOf: changeOf }))
  const restOf = ({ before, change }: Pixels, i: number): number => (change[i] ?? 0) - lightAt(before[i] ?? 0)
  const typical = rising(
    mediansBy(background, { classes: edges, classOf: byEdge, valueOf: (p, i) => Math.abs(restOf(p, i)) }),
  )
  const limits = typical.map((one) => Math.max(leastLevels * summed, medians * one))
  const limitAt = (edge: number): number => Math.max(limits[edgeOf(edge)] ?? 0, slip * edge)
  const shareOf: Tremble['shareOf'] = (pixels, light) => {
    let changed = 0
    for (let i = 0; i < pixels.count; i++)
      if (Math.abs(restOf(pixels, i) - light) > limitAt(pixels.edge[i] ?? 0)) changed++
    return pixels.count === 0 ? 0 : changed / pixels.count
  }
  const lightOf: Tremble['lightOf'] = (pixels) => {
    const [light] = mediansBy(pixels, { classes: 1, classOf: () => 0, valueOf: restOf })
    const most = mostLight * summed
    return Math.max(-most, Math.min(most, light ?? 0))
  }
  return { share: shareOf(background, 0), lightOf, shareOf }
}

const byTone = ({ before }: Pixels, i: number): number => toneOf(before[i] ?? 0)
const byEdge = ({ edge }: Pixels, i: number): number => edgeOf(edge[i] ?? 0)
const changeOf = ({ change }: Pixels, i: number): number => change[i] ?? 0

interface Sorting {
  readonly classes: number
  readonly classOf: (pixels: Pixels, i: number) => number
  readonly valueOf: (pixels: Pixels, i: number) => number
}

/** The median of each class; null where too few are of it. */
function mediansBy(pixels: Pixels, { classes, classOf, valueOf }: Sorting): readonly (number | null)[] {
  const counts = new Int32Array(classes + 1)
  for (let i = 0; i < pixels.count; i++) {
    const next = classOf(pixels, i) + 1
    counts[next] = (counts[next] ?? 0) + 1
  }
  for (let c = 1; c <= classes; c++) counts[c] = (counts[c] ?? 0) + (counts[c - 1] ?? 0)
  const ends = counts.slice()
  const values = new Float32Array(pixels.count)
  for (let i = 0; i < pixels.count; i++) {
    const c = classOf(pixels, i)
    const at = ends[c] ?? 0
    values[at] = valueOf(pixels, i)
    ends[c] = at + 1
  }
  return Array.from({ length: classes }, (_, c) => {
    const own = values.subarray(counts[c], counts[c + 1]).sort()
    return own.length < leastOfClass ? null : (own[own.length >> 1] ?? null)
  })
}

/** Never less for a steeper edge; where no background is so steep, as much more as the edge is. */
function rising(values: readonly (number | null)[]): readonly number[] {
  let last: number | null = null
  return values.map((value) => {
    last = value === null ? (last ?? 0) * 2 : Math.max(value, last ?? 0)
    return last
  })
}

/**
 * By how much what was so bright changed: a straight line between the tones that are known, and on beyond them, for the light
 * of a whole picture changes by a factor.
 */
function lightBy(values: readonly (number | null)[]): (before: number) => number {
  const width = (256 * summed) / tones
  const known = values.flatMap((value, tone) =>
    value === null ? [] : [{ tone: (tone + 0.5) * width, value }],
  )
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return () => 0
  const slope = first === last ? 0 : (last.value - first.value) / (last.tone - first.tone)
  const table = Float32Array.from({ length: 256 }, (_, grey) => {
    const before = grey * summed
    const above = known.find(({ tone }) => tone >= before)
    const below = known.findLast(({ tone }) => tone < before)
    if (!above) return last.value + (before - last.tone) * slope
    if (!below) return first.value + (before - first.tone) * slope
    return below.value + ((before - below.tone) * (above.value - below.value)) / (above.tone - below.tone)
  })
  return (before) => table[Math.min(255, Math.floor(before / summed))] ?? 0
}
