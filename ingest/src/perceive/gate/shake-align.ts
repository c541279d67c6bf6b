import type { Point } from '@sightline/detectors/geometry/point'
import { coarseReach, tileSide, type Slopes, type Tile, type View } from './shake-view.ts'

/** How a picture lies over a view. */
export interface Overlay {
  /** How far things are from where the view has them, luma px. */
  readonly off: Point
  /** The share of the view's tiles that the picture shows there. */
  readonly share: number
  /** Not in one part of the picture only. */
  readonly isAllOver: boolean
}

export interface Picture {
  readonly fine: Slopes
  readonly coarse: Slopes
}

/** A tile is shown when picture and view go together in it (correlation) at least so well. */
const shownFrom = 0.75
/** Tiles that go together less than this say nothing of the move. */
const heardFrom = 0.5
const leastTiles = 6
const leastShare = 0.35
/** And so many that stay where they were, or half as many as have moved, say that the picture as a whole did not move. */
const doubtShare = 0.2
/** A tile that on its own asks for so much more, px, than all together is hardly heard: it shows a thing that moves. */
const strayPx = 0.4
/** Of a quarter of the picture, the share of its tiles that must be shown; one quarter may be hidden by a bus. */
const leastOfQuarter = 0.25
const tilesOfQuarter = 3
/** A move that shows one way only (a fence, a horizon) is half unknown: the lesser slope over the greater, squared. */
const leastOtherWay = 0.03
const mostSteps = 5
const smallStep = 0.02
/** What a mark costs at most: it is hidden, and how badly does not matter. */
const hiddenCost = 20
/** Two overlays further apart than this, px, are two answers. */
const apart = 1

/**
 * Lays a picture over a view: coarsely by what fits best of all moves within reach, finely by the slopes (Lucas and Kanade
 * 1981) of the tiles that show the same thing. What drives through hides tiles and is not heard. Null where it is not sure:
 * too little to see, too much hidden, or as much that stays as that moves.
 */
export function overlay(view: View, picture: Picture, rest: Point): Overlay | null {
  if (view.tiles.length < leastTiles) return null
  const guess = bestMove(view, picture.coarse)
  const moved = refine(view, picture.fine, { x: 2 * guess.x, y: 2 * guess.y })
  const hasMoved = Math.hypot(2 * guess.x - rest.x, 2 * guess.y - rest.y) > 2
  const stayed = hasMoved ? refine(view, picture.fine, rest) : moved
  const best = moved ?? stayed
  if (!best || best.share < leastShare || !best.isAllOver) return null
  return stayed && isOther(stayed, best) && stayed.share > best.share / 2 ? null : best
}

const isOther = (a: Overlay, b: Overlay): boolean => Math.hypot(a.off.x - b.off.x, a.off.y - b.off.y) > apart

/** The move within reach at which the marks' slopes differ least; a mark that is hidden costs what it costs at any move. */
function bestMove(view: View, seen: Slopes): Point {
  let best = { x: 0, y: 0 }
  let least = Infinity
  for (let y = -coarseReach; y <= coarseReach; y++)
    for (let x = -coarseReach; x <= coarseReach; x++) {
      const cost = costOf(view, seen, { by: y * seen.width + x, most: least })
      if (cost < least) [least, best] = [cost, { x, y }]
    }
  return best
}

/** Counts no further than `most`. */
function costOf({ coarse, marks }: View, seen: Slopes, { by, most }: { by: number; most: number }): number {
  let cost = 0
  for (const at of marks) {
    const across = (coarse.across[at] ?? 0) - (seen.across[at + by] ?? 0)
    const down = (coarse.down[at] ?? 0) - (seen.down[at + by] ?? 0)
    cost += Math.min(Math.abs(across) + Math.abs(down), hiddenCost)
    if (cost >= most) break
  }
  return cost
}

function refine(view: View, fine: Slopes, start: Point): Overlay | null {
  let off = start
  for (let step = 1; ; step++) {
    const pulls = view.tiles.flatMap((tile) => pullOf(view.fine, fine, { tile, off }) ?? [])
    const heard = pulls.filter(({ likeness }) => likeness > heardFrom)
    const by = heard.length >= pulls.length * doubtShare ? solve(heard, step > 1) : null
    if (!by) return null
    off = { x: off.x + by.x, y: off.y + by.y }
    if (step < mostSteps && Math.hypot(by.x, by.y) >= smallStep) continue
    const share = pulls.filter(isShown).length / pulls.length
    return share >= doubtShare ? { off, share, isAllOver: isAllOver(pulls) } : null
  }
}

/** What a tile says: how like it is to what the view has, and which way its slopes pull. */
interface Pull {
  readonly tile: Tile
  readonly likeness: number
  readonly x: number
  readonly y: number
}

const tileArea = tileSide * tileSide
const patch = new Float32Array(tileArea)

/** Null where the tile lies beyond the picture. */
function pullOf(view: Slopes, seen: Slopes, { tile, off }: { tile: Tile; off: Point }): Pull | null {
  const none = { tile, likeness: 0, x: 0, y: 0 }
  if (!cut(seen, { left: tile.left + off.x, top: tile.top + off.y })) return null
  let [sumV, sumP, vv, pp, vp] = [0, 0, 0, 0, 0]
  for (let y = 0, k = 0; y < tileSide; y++)
    for (let x = 0, at = (tile.top + y) * view.width + tile.left; x < tileSide; x++, k++, at++) {
      const [v, p] = [view.grey[at] ?? 0, patch[k] ?? 0]
      sumV += v
      sumP += p
      vv += v * v
      pp += p * p
      vp += v * p
    }
  const [spreadV, spreadP] = [vv - (sumV * sumV) / tileArea, pp - (sumP * sumP) / tileArea]
  if (spreadV <= 0 || spreadP <= 0) return none
  const likeness = (vp - (sumV * sumP) / tileArea) / Math.sqrt(spreadV * spreadP)
  if (likeness <= heardFrom) return { ...none, likeness }
  return { tile, likeness, ...slopePull(view, tile, { gain: Math.sqrt(spreadV / spreadP), sumV, sumP }) }
}

/** The cut-out's difference to the view, light and contrast taken out, against the view's slopes. */
function slopePull(view: Slopes, tile: Tile, light: { gain: number; sumV: number; sumP: number }): Point {
  const [meanV, meanP] = [light.sumV / tileArea, light.sumP / tileArea]
  const pull = { x: 0, y: 0 }
  for (let y = 0, k = 0; y < tileSide; y++)
    for (let x = 0, at = (tile.top + y) * view.width + tile.left; x < tileSide; x++, k++, at++) {
      const lacks = (view.grey[at] ?? 0) - meanV - ((patch[k] ?? 0) - meanP) * light.gain
      pull.x += (view.across[at] ?? 0) * lacks
      pull.y += (view.down[at] ?? 0) * lacks
    }
  return pull
}

/** Cuts a tile out between the pixels, into `patch`; false where it reaches beyond the picture. */
function cut({ grey, width, height }: Slopes, { left, top }: { left: number; top: number }): boolean {
  const [x0, y0] = [Math.floor(left), Math.floor(top)]
  if (x0 < 0 || y0 < 0 || x0 + tileSide >= width || y0 + tileSide >= height) return false
  const [fx, fy] = [left - x0, top - y0]
  const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  for (let y = 0, k = 0; y < tileSide; y++)
    for (let x = 0, at = (y0 + y) * width + x0; x < tileSide; x++, k++, at++)
      patch[k] =
        a * (grey[at] ?? 0) +
        b * (grey[at + 1] ?? 0) +
        c * (grey[at + width] ?? 0) +
        d * (grey[at + width + 1] ?? 0)
  return true
}

/**
 * The move that the tiles ask for together, each as loud as it is like; from the second step on less the more it asks for
 * on its own. Null where they show only one way or nothing.
 */
function solve(pulls: readonly Pull[], isNear: boolean): Point | null {
  let [xx, xy, yy, x, y] = [0, 0, 0, 0, 0]
  for (const pull of pulls) {
    const { tile, likeness } = pull
    const like = ((likeness - heardFrom) / (1 - heardFrom)) ** 2
    const loud = isNear ? like / (1 + (ownMove(pull) / strayPx) ** 2) ** 2 : like
    xx += loud * tile.xx
    xy += loud * tile.xy
    yy += loud * tile.yy
    x += loud * pull.x
    y += loud * pull.y
  }
  const [mean, det] = [(xx + yy) / 2, xx * yy - xy * xy]
  const root = Math.sqrt(Math.max(0, mean * mean - det))
  if (mean === 0 || mean - root < leastOtherWay * (mean + root)) return null
  return { x: (yy * x - xy * y) / det, y: (xx * y - xy * x) / det }
}

/** How far a tile would go on its own, px; not along its own edges, of which it knows nothing. */
function ownMove({ tile: { xx, xy, yy }, x, y }: Pull): number {
  const damp = (xx + yy) / 20
  const [a, d] = [xx + damp, yy + damp]
  const det = a * d - xy * xy
  return Math.hypot((d * x - xy * y) / det, (a * y - xy * x) / det)
}

const isShown = ({ likeness }: Pull): boolean => likeness >= shownFrom

function isAllOver(pulls: readonly Pull[]): boolean {
  const hidden = [0, 1, 2, 3].filter((quarter) => {
    const all = pulls.filter(({ tile }) => tile.quarter === quarter)
    return all.length >= tilesOfQuarter && all.filter(isShown).length < all.length * leastOfQuarter
  })
  return hidden.length <= 1
}
