import { keepBest } from './suppress.ts'
import { placeBox } from './output.ts'
import type { Decode, DecodeContext, Tensor } from './output.ts'

/** Side of each map in cells, and the two sizes of its anchors in sides of the picture. */
const maps = [
  { cells: 45, sizes: [0.04, 0.056] },
  { cells: 23, sizes: [0.08, 0.11] },
  { cells: 12, sizes: [0.16, 0.22] },
  { cells: 6, sizes: [0.32, 0.45] },
  { cells: 4, sizes: [0.64, 0.72] },
] as const
/** Width to height of the slim anchors, which are of the first size. */
const ratios = [0.62, 0.42] as const
/** By how much the model's offsets were stretched in training: of places, of log sizes. */
const variance = { place: 0.1, size: 0.2 } as const

interface Anchor {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Map by map, row by row, four at each cell. */
const anchors: readonly Anchor[] = maps.flatMap(({ cells, sizes: [first, second] }) => {
  const shapes = [
    { width: first, height: first },
    { width: second, height: second },
    ...ratios.map((ratio) => ({ width: first * Math.sqrt(ratio), height: first / Math.sqrt(ratio) })),
  ]
  return Array.from({ length: cells * cells }, (_, i) => i).flatMap((i) =>
    shapes.map((shape) => ({
      ...shape,
      x: ((i % cells) + 0.5) / cells,
      y: (Math.floor(i / cells) + 0.5) / cells,
    })),
  )
})

/**
 * AIZOO's face masks at 360 x 360: an SSD of 11 000 anchors, `loc` their offsets, `cls` the probabilities of both
 * classes. The classes rival each other: a face is masked or bare, not both.
 */
export const decodeAizoo: Decode = ({ loc, cls }, context) => {
  if (!loc || !cls) throw new Error('the model gave no loc or no cls')
  const classes = context.classes.length
  const candidates: Candidate[] = []
  anchors.forEach((anchor, i) => {
    const scores = cls.data.subarray(i * classes, (i + 1) * classes)
    const score = Math.max(...scores)
    if (score >= context.threshold)
      candidates.push({ score, index: scores.indexOf(score), box: boxOf(anchor, loc, i) })
  })
  return keepBest(candidates, context.overlap).flatMap((candidate) => toDetection(candidate, context))
}

/** In 0..1 of the input. */
function boxOf(anchor: Anchor, { data }: Tensor, i: number) {
  const [dx = 0, dy = 0, logWidth = 0, logHeight = 0] = data.subarray(i * 4, i * 4 + 4)
  const x = anchor.x + dx * variance.place * anchor.width
  const y = anchor.y + dy * variance.place * anchor.height
  const halfWidth = (Math.exp(logWidth * variance.size) * anchor.width) / 2
  const halfHeight = (Math.exp(logHeight * variance.size) * anchor.height) / 2
  return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight }
}

interface Candidate {
  readonly score: number
  readonly index: number
  readonly box: ReturnType<typeof boxOf>
}

function toDetection({ score, index, box }: Candidate, context: DecodeContext) {
  const name = context.classes[index]
  const { width, height } = context.input
  const inInput = {
    left: box.left * width,
    right: box.right * width,
    top: box.top * height,
    bottom: box.bottom * height,
  }
  const found = placeBox(inInput, context)
  return name && found ? [{ class: name, score, box: found }] : []
}
