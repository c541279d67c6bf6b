import { byScore, match } from './match.ts'
import type { AreaRange, Found, Judged, Truth } from './match.ts'

/** Sizes as COCO names them, by the truth's area in square pixels. */
const ranges = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const satisfies Record<string, AreaRange>
type RangeName = keyof typeof ranges

/** .50, .55, ... .95 and 0, .01, ... 1, to the last bit as the reference has them: an overlap may be exactly one. */
const ious = Array.from({ length: 10 }, (_, i) => 0.5 + i * ((0.95 - 0.5) / 9))
const recalls = Array.from({ length: 101 }, (_, i) => i * 0.01)
/** How many detections of one picture and category count, at most. */
const limits = { ar1: 1, ar10: 10, ar100: 100 } as const
const most = limits.ar100

/** 0..1; null where the data set has no such truth. */
export type Figure = number | null

/** The figures of one category, or their means over all. `ap` is over all IoUs. */
export interface Figures {
  readonly ap: Figure
  readonly ap50: Figure
  readonly ap75: Figure
  readonly small: Figure
  readonly medium: Figure
  readonly large: Figure
  /** Recall at one, ten and a hundred detections a picture, over all IoUs. */
  readonly ar1: Figure
  readonly ar10: Figure
  readonly ar100: Figure
}

export interface Evaluation {
  readonly overall: Figures
  /** `truths` without crowds. */
  readonly categories: readonly (Figures & { readonly category: string; readonly truths: number })[]
}

/** COCO detection evaluation of boxes (pycocotools COCOeval): the same definition, 101 recalls, crowds, sizes, limits. */
export function evaluate(truths: readonly Truth[], found: readonly Found[]): Evaluation {
  const categories = [...new Set(truths.map(({ category }) => category))].map((category) => {
    const ours = truths.filter((truth) => truth.category === category)
    const theirs = found.filter((one) => one.category === category)
    return {
      ...figuresOf(byPicture(ours, theirs)),
      category,
      truths: ours.filter(({ crowd }) => !crowd).length,
    }
  })
  return { overall: meansOf(categories), categories }
}

interface Picture {
  readonly truths: readonly Truth[]
  readonly found: readonly Found[]
}

/** In order of the picture's id: of equal scores the earlier picture's comes first, as in the reference. */
function byPicture(truths: readonly Truth[], found: readonly Found[]): Picture[] {
  const images = [...new Set([...truths, ...found].map(({ image }) => image))].toSorted((a, b) => a - b)
  return images.map((image) => ({
    truths: truths.filter((truth) => truth.image === image),
    found: found.filter((one) => one.image === image),
  }))
}

function figuresOf(pictures: readonly Picture[]): Figures {
  const at = (range: RangeName, limit: number) =>
    ious.map((iou) => curveOf(pictures, { iou, range: ranges[range], limit }))
  const all = at('all', most)
  const precision = (curves: readonly Curve[]) => mean(curves.map(precisionOf))
  const recall = (curves: readonly Curve[]) => mean(curves.map(recallOf))
  return {
    ap: precision(all),
    ap50: precision(all.slice(0, 1)),
    ap75: precision(all.slice(5, 6)),
    small: precision(at('small', most)),
    medium: precision(at('medium', most)),
    large: precision(at('large', most)),
    ar1: recall(at('all', limits.ar1)),
    ar10: recall(at('all', limits.ar10)),
    ar100: recall(all),
  }
}

interface Curve {
  readonly judged: readonly Judged[]
  readonly positives: number
}

function curveOf(
  pictures: readonly Picture[],
  how: { readonly iou: number; readonly range: AreaRange; readonly limit: number },
): Curve {
  const matched = pictures.map((picture) => match({ ...picture, ...how }))
  return {
    judged: byScore(matched.flatMap(({ judged }) => judged)).filter(({ verdict }) => verdict !== 'ignored'),
    positives: matched.reduce((sum, { positives }) => sum + positives, 0),
  }
}

/** Precision made to fall only, read at the recalls 0, .01, ... 1, and averaged; 0 where a recall is never reached. */
function precisionOf({ judged, positives }: Curve): Figure {
  if (positives === 0) return null
  let truePositives = 0
  const points = judged.map(({ verdict }, i) => {
    if (verdict === 'true_positive') truePositives += 1
    return { recall: truePositives / positives, precision: truePositives / (i + 1) }
  })
  let ceiling = 0
  const falling = points
    .toReversed()
    .map(({ recall, precision }) => ({ recall, precision: (ceiling = Math.max(ceiling, precision)) }))
    .toReversed()
  let sum = 0
  let at = 0
  for (const recall of recalls) {
    while (at < falling.length && (falling[at]?.recall ?? 0) < recall) at += 1
    sum += falling[at]?.precision ?? 0
  }
  return sum / recalls.length
}

const recallOf = ({ judged, positives }: Curve): Figure =>
  positives === 0 ? null : judged.filter(({ verdict }) => verdict === 'true_positive').length / positives

function mean(figures: readonly Figure[]): Figure {
  const known = figures.filter((figure) => figure !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
}

const names = ['ap', 'ap50', 'ap75', 'small', 'medium', 'large', 'ar1', 'ar10', 'ar100'] as const

const meansOf = (categories: readonly Figures[]): Figures =>
  Object.fromEntries(
    names.map((name) => [name, mean(categories.map((figures) => figures[name]))]),
  ) as unknown as Figures
