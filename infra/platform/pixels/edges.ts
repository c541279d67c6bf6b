import type { Luma } from './luma.ts'

/** 1 where the grey changes by more than 30 within two pixels, else 0. */
export function toEdges({ data, width, height }: Luma): Uint8Array {
  const edges = new Uint8Array(data.length)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const across = (data[at + 1] ?? 0) - (data[at - 1] ?? 0)
      const down = (data[at + width] ?? 0) - (data[at - width] ?? 0)
      if (across * across + down * down > 900) edges[at] = 1
    }
  return edges
}

/** The edges that stay: how often each place was one, 0..1, and after how many looks. */
export interface EdgeBackground {
  readonly presence: Float32Array | Uint8Array
  readonly width: number
  readonly looks: number
}

const LOOKS_TO_LEARN = 20
const RATE = 0.05
/** Oftener than this an edge is one that stays. */
const LASTS = 0.6

/** The first twenty looks count the same; later ones replace the oldest slowly (about half in fourteen looks). */
export function learnEdges(before: EdgeBackground | null, edges: Uint8Array, width: number): EdgeBackground {
  const known = before?.presence.length === edges.length ? before : null
  const looks = (known?.looks ?? 0) + 1
  const rate = looks < LOOKS_TO_LEARN ? 1 / looks : RATE
  // Loops, not callbacks: this runs over every pixel, on the thread that must not wait.
  const presence = new Float32Array(edges.length)
  if (known) presence.set(known.presence)
  for (let at = 0; at < presence.length; at++) {
    const old = presence[at] ?? 0
    presence[at] = old + ((edges[at] ?? 0) - old) * rate
  }
  return { presence, width, looks }
}

/** A learnt background as it is kept: 1 where an edge stays, else 0. */
export interface KeptEdges extends EdgeBackground {
  readonly presence: Uint8Array
}

export const keptEdges = (presence: Uint8Array, width: number): KeptEdges => ({
  presence,
  width,
  looks: LOOKS_TO_LEARN,
})

/** What is kept of a background; null while it is not learnt. */
export const toKept = ({ presence, width, looks }: EdgeBackground): KeptEdges | null =>
  looks < LOOKS_TO_LEARN ? null : keptEdges(Uint8Array.from(presence, toLasting), width)
const toLasting = (share: number): number => (share > LASTS ? 1 : 0)

/** Whether a picture with these edges shows so little that no other can be told from it: a street without a lamp at night. */
export const isPlain = (edges: Uint8Array, width: number): boolean =>
  matchEdges(keptEdges(edges, width), edges) === null

const COLUMNS = 4
const ROWS = 3
const EDGES_PER_CELL = 20
const CELLS_NEEDED = 4

/** How far a picture has the lasting edges where they were, as the median over twelve parts of it. */
export interface EdgeMatch {
  /** The share of them that are there, one pixel off allowed. */
  readonly share: number
  /** The same beyond what chance gives, as Cohen's kappa has it: 1 all, 0 no more than in any picture so full of edges. */
  readonly beyondChance: number
}

/**
 * By parts: a bus hides all edges of a few, a turned camera some of every part. Beyond chance: before a tree or a fence a
 * turned camera still has an edge near most places. Null where too few edges last to compare with.
 */
export function matchEdges(background: EdgeBackground | null, edges: Uint8Array): EdgeMatch | null {
  if (!background || background.looks < LOOKS_TO_LEARN || background.presence.length !== edges.length)
    return null
  const parts = countParts(background, edges).filter(({ wanted }) => wanted >= EDGES_PER_CELL)
  if (parts.length < CELLS_NEEDED) return null
  const shares = parts.map(({ wanted, found }) => found / wanted)
  const beyond = parts.map(({ places, near }, i) => {
    const chance = near / places
    return chance === 1 ? 0 : ((shares[i] ?? 0) - chance) / (1 - chance)
  })
  return { share: median(shares), beyondChance: median(beyond) }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Of one part of the picture: its places, those near an edge, and the same of those where an edge lasts. */
interface PartCounts {
  places: number
  near: number
  wanted: number
  found: number
}

function countParts({ presence, width }: EdgeBackground, edges: Uint8Array): readonly PartCounts[] {
  const height = edges.length / width
  const parts: PartCounts[] = Array.from({ length: COLUMNS * ROWS }, () => ({
    places: 0,
    near: 0,
    wanted: 0,
    found: 0,
  }))
  for (let y = 1; y < height - 1; y++) {
    const row = Math.floor((y * ROWS) / height) * COLUMNS
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const part = parts[row + Math.floor((x * COLUMNS) / width)]
      if (!part) continue
      const near = isNearEdge(edges, at, width) ? 1 : 0
      part.places += 1
      part.near += near
      if ((presence[at] ?? 0) <= LASTS) continue
      part.wanted += 1
      part.found += near
    }
  }
  return parts
}

const isNearEdge = (edges: Uint8Array, at: number, width: number): boolean =>
  (edges[at] ?? 0) +
    (edges[at - 1] ?? 0) +
    (edges[at + 1] ?? 0) +
    (edges[at - width] ?? 0) +
    (edges[at + width] ?? 0) >
  0
