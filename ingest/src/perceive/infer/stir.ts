import { grow, height, width } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { pixelsOf, type Compared } from './stir-compare.ts'
import { trembleOf, type Tremble } from './stir-tremble.ts'

/** Fewer pixels than this of a thing say nothing of it. */
const leastPixels = 48
/** What others cover of a thing is not looked at; of one that is covered further than this nothing is said. */
const leastFree = 0.5
/** Around the thing: so many of its widths on either side, and of its heights above. Below it lies its shadow. */
const ringBeside = 0.6
const ringAbove = 0.15
/** Somebody's legs and shadow reach out of his box. */
const othersMargin = 0.1
/** Drops, leaves and waves lie unevenly: what changed must be so much more than around it. */
const aroundTimes = 1.5
/** So many pixels of a part are enough. */
const mostOfThing = 4000
const mostOfBackground = 12_000

/** A thing whose stirring is wanted, and what else was at its place in either picture. */
export interface Asked {
  readonly box: Box
  readonly others: readonly Box[]
}

/**
 * How much of each thing's pixels changed from one picture to another, beyond what the background does by itself: 0..1, the
 * share of the box that changed less the share of its surroundings that did. Null: too small, or too much of it behind
 * others. Noise is told by the picture itself for every strength of edges, so that neither a dark night, a coarse encoder
 * nor a new key frame stirs anything; a change of light is taken out by brightness and by place; so is how the camera shook.
 * `moving`: all that moves about in either picture, and is no background.
 */
export function stirOf(
  compared: Compared,
  asked: readonly Asked[],
  moving: readonly Box[],
): readonly (number | null)[] {
  if (asked.length === 0) return []
  const isBackground = outside(compared, moving.map(margined))
  const background = pixelsOf(compared, { box: whole, isWanted: isBackground, most: mostOfBackground })
  const tremble = trembleOf(background)
  return asked.map((one) => stirIn(compared, one, { tremble, isBackground }))
}

const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }
const margined = (box: Box): Box => grow(box, { x: width(box) * othersMargin, y: height(box) * othersMargin })

type OfPixel = (x: number, y: number) => boolean

/** Whether a pixel lies in none of these boxes. */
function outside({ now }: Compared, boxes: readonly Box[]): OfPixel {
  const inPixels = boxes.map(({ left, top, right, bottom }) => ({
    left: left * now.width,
    right: right * now.width,
    top: top * now.height,
    bottom: bottom * now.height,
  }))
  // Asked of every pixel: a plain loop is several times faster.
  return (x, y) => {
    for (const box of inPixels)
      if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) return false
    return true
  }
}

interface Surroundings {
  readonly tremble: Tremble
  readonly isBackground: OfPixel
}

function stirIn(
  compared: Compared,
  { box, others }: Asked,
  { tremble, isBackground }: Surroundings,
): number | null {
  const isFree = outside(compared, others.map(margined))
  const own = pixelsOf(compared, { box, isWanted: isFree, most: mostOfThing })
  if (own.count < leastPixels || own.count < leastFree * own.of) return null
  const around = {
    left: box.left - width(box) * ringBeside,
    right: box.right + width(box) * ringBeside,
    top: box.top - height(box) * ringAbove,
    bottom: box.bottom,
  }
  const isBeside = outside(compared, [margined(box)])
  const isRing: OfPixel = (x, y) => isBeside(x, y) && isBackground(x, y)
  const ring = pixelsOf(compared, { box: around, isWanted: isRing, most: mostOfThing })
  const light = tremble.lightOf(ring)
  const beside = ring.count >= leastPixels ? tremble.shareOf(ring, light) : 0
  const stir = tremble.shareOf(own, light) - aroundTimes * Math.max(beside, tremble.share)
  return Math.round(Math.max(0, stir) * 1000) / 1000
}
