import { assign } from '../tracking/assignment.ts'
import { countIds, createPairSums, overlapping, overlaps, reaches, type LabelledFrame } from './labelled.ts'

/** Two boxes of one thing overlap by at least this. */
const minIou = 0.5

/**
 * IDF1 (Ristani et al. 2016), 0..1: the share of all boxes, true and found, that bear the right name when every found
 * id may stand for one true id only. Nothing there and nothing found is 1.
 */
export function idf1(frames: readonly LabelledFrame[]): number {
  const together = createPairSums()
  for (const { truth, result, overlap } of frames.flatMap(overlapping))
    if (reaches(overlap, minIou)) together.add(truth.id, result.id, 1)
  const truths = [...countIds(frames.map(({ truth }) => truth)).keys()]
  const results = [...countIds(frames.map(({ result }) => result)).keys()]
  const fits = truths.map((truth) => results.map((result) => together.of(truth, result)))
  const truePositives = assign(fits).reduce<number>(
    (sum, j, i) => sum + (j === null ? 0 : (fits[i]?.[j] ?? 0)),
    0,
  )
  const present = frames.reduce((sum, { truth, result }) => sum + truth.length + result.length, 0)
  return present === 0 ? 1 : (2 * truePositives) / present
}

/**
 * How often a true thing was followed under another id than the last time it was followed, gaps or not (Bernardin and
 * Stiefelhagen 2008): frame by frame, who was a pair a frame ago and still overlaps remains one.
 */
export function idSwitches(frames: readonly LabelledFrame[]): number {
  const lastId = new Map<number, number>()
  let [switches, pairs] = [0, new Map<number, number>()]
  for (const frame of frames) {
    const fits = overlaps(frame).map((row, i) =>
      row.map((overlap, j) => {
        if (!reaches(overlap, minIou)) return 0
        return overlap + (pairs.get(frame.truth[i]?.id ?? NaN) === frame.result[j]?.id ? 1000 : 0)
      }),
    )
    pairs = new Map()
    for (const [i, j] of assign(fits).entries()) {
      const [truth, result] = [frame.truth[i], j === null ? undefined : frame.result[j]]
      if (!truth || !result) continue
      if ((lastId.get(truth.id) ?? result.id) !== result.id) switches += 1
      lastId.set(truth.id, result.id)
      pairs.set(truth.id, result.id)
    }
  }
  return switches
}
