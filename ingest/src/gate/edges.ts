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
  readonly presence: Float32Array
  readonly width: number
  readonly looks: number
}

const LOOKS_TO_LEARN = 20
const RATE = 0.05

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

const COLUMNS = 4
const ROWS = 3
const EDGES_PER_CELL = 20
const CELLS_NEEDED = 4

/**
 * The share of lasting edges still where they were (one pixel off allowed), as the median over twelve parts of the
 * picture: a bus hides all edges of a few parts, a turned camera some of every part. Null where there is too little to compare.
 */
export function matchEdges(background: EdgeBackground | null, edges: Uint8Array): number | null {
  if (!background || background.looks < LOOKS_TO_LEARN || background.presence.length !== edges.length)
    return null
  const { presence, width } = background
  const height = edges.length / width
  const wanted = new Uint32Array(COLUMNS * ROWS)
  const found = new Uint32Array(COLUMNS * ROWS)
  for (let y = 1; y < height - 1; y++) {
    const row = Math.floor((y * ROWS) / height) * COLUMNS
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      if ((presence[at] ?? 0) <= 0.6) continue
      const part = row + Math.floor((x * COLUMNS) / width)
      wanted[part] = (wanted[part] ?? 0) + 1
      if (isNearEdge(edges, at, width)) found[part] = (found[part] ?? 0) + 1
    }
  }
  const shares = [...wanted].flatMap((count, part) =>
    count >= EDGES_PER_CELL ? [(found[part] ?? 0) / count] : [],
  )
  if (shares.length < CELLS_NEEDED) return null
  return shares.toSorted((a, b) => a - b)[shares.length >> 1] ?? null
}

const isNearEdge = (edges: Uint8Array, at: number, width: number): boolean =>
  (edges[at] ?? 0) +
    (edges[at - 1] ?? 0) +
    (edges[at + 1] ?? 0) +
    (edges[at - width] ?? 0) +
    (edges[at + width] ?? 0) >
  0
