/** x, y, width, height in pixels of the picture, as COCO writes them. */
export type PixelBox = readonly [x: number, y: number, width: number, height: number]

/** One object that is truly in a picture. `area` is of its mask where the data set has one; sizes are told by it. */
export interface Truth {
  readonly image: number
  readonly category: string
  readonly box: PixelBox
  readonly area: number
  /** A crowd: any number of detections may lie on it, none counts. */
  readonly crowd: boolean
}

/** One object that the model reports. */
export interface Found {
  readonly image: number
  readonly category: string
  readonly box: PixelBox
  readonly score: number
}

/** Areas in square pixels, both ends included. */
export type AreaRange = readonly [from: number, to: number]

/** What became of a detection at one IoU: right, wrong, or not counted. */
export interface Judged {
  readonly score: number
  readonly verdict: 'true_positive' | 'false_positive' | 'ignored'
}

/** One picture, one category, one range of sizes. */
export interface MatchCase {
  readonly truths: readonly Truth[]
  readonly found: readonly Found[]
  readonly iou: number
  readonly range: AreaRange
  readonly limit: number
}

const areaOf = ([, , width, height]: PixelBox): number => width * height
const outside = (area: number, [from, to]: AreaRange): boolean => area < from || area > to

/** Intersection over union; over the detection alone where the truth is a crowd. */
export function overlap(found: PixelBox, truth: PixelBox, crowd: boolean): number {
  const [x, y, width, height] = found
  const [tx, ty, tWidth, tHeight] = truth
  const across = Math.min(x + width, tx + tWidth) - Math.max(x, tx)
  const down = Math.min(y + height, ty + tHeight) - Math.max(y, ty)
  if (across <= 0 || down <= 0) return 0
  const both = across * down
  return both / (crowd ? areaOf(found) : areaOf(found) + areaOf(truth) - both)
}

/** Highest score first, equals in the order given. */
export const byScore = <T extends { readonly score: number }>(found: readonly T[]): T[] =>
  found.toSorted((a, b) => b.score - a.score)

interface Target {
  readonly truth: Truth
  readonly ignored: boolean
}

/**
 * COCOeval.evaluateImg: the best `limit` detections, highest score first, each take the free truth they overlap most, a
 * counted one before any ignored one. Ignored are crowds and truths outside the range; a detection on one is ignored, and
 * so is one on nothing that is itself outside the range.
 */
export function match({ truths, found, iou, range, limit }: MatchCase): {
  judged: Judged[]
  positives: number
} {
  const targets = truths
    .map((truth): Target => ({ truth, ignored: truth.crowd || outside(truth.area, range) }))
    .toSorted((a, b) => Number(a.ignored) - Number(b.ignored))
  const free = new Set(targets)
  const judged = byScore(found)
    .slice(0, limit)
    .map(({ box, score }): Judged => {
      const target = bestOf(free, box, iou)
      if (!target) return { score, verdict: outside(areaOf(box), range) ? 'ignored' : 'false_positive' }
      if (!target.truth.crowd) free.delete(target)
      return { score, verdict: target.ignored ? 'ignored' : 'true_positive' }
    })
  return { judged, positives: targets.filter(({ ignored }) => !ignored).length }
}

/** Of equal overlaps the later, as the reference takes it. */
function bestOf(free: ReadonlySet<Target>, box: PixelBox, iou: number): Target | null {
  let best: Target | null = null
  let most = Math.min(iou, 1 - 1e-10)
  for (const target of free) {
    if (best && !best.ignored && target.ignored) break
    const shared = overlap(box, target.truth.box, target.truth.crowd)
    if (shared < most) continue
    most = shared
    best = target
  }
  return best
}
