import { assign } from '../tracking/assignment.ts'
import {
  countIds,
  createPairSums,
  overlapping,
  overlaps,
  reaches,
  type LabelledFrame,
  type PairSums,
} from './labelled.ts'

/** All 0..1, each the mean over the nineteen overlaps .05, .10 ... .95 that a match may be asked for. */
export interface Hota {
  /** The root of detection times association accuracy. */
  readonly hota: number
  readonly detA: number
  readonly assA: number
}

const limits = Array.from({ length: 19 }, (_, i) => (i + 1) / 20)
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

interface Match {
  readonly truth: number
  readonly result: number
  readonly overlap: number
}

/**
 * Higher order tracking accuracy (Luiten et al. 2021), by the algorithm of its authors' TrackEval: frames are matched
 * once, in favour of ids that belong together over the whole film. Nothing there and nothing found is 1.
 */
export function hota(frames: readonly LabelledFrame[]): Hota {
  const truths = countIds(frames.map(({ truth }) => truth))
  const results = countIds(frames.map(({ result }) => result))
  const alignment = alignmentOf(frames)
  const belonging = (truth: number, result: number): number => {
    const shared = alignment.of(truth, result)
    return shared / ((truths.get(truth) ?? 0) + (results.get(result) ?? 0) - shared)
  }
  const matches = frames.flatMap((frame) => matchFrame(frame, belonging))
  const present = sum(truths) + sum(results)
  const atLimits = limits.map((limit) => {
    const hits = matches.filter(({ overlap }) => reaches(overlap, limit))
    const detA = present === 0 ? 1 : hits.length / (present - hits.length)
    const assA = present === 0 ? 1 : association(hits, truths, results)
    return { detA, assA, hota: Math.sqrt(detA * assA) }
  })
  return {
    hota: mean(atLimits.map((at) => at.hota)),
    detA: mean(atLimits.map(({ detA }) => detA)),
    assA: mean(atLimits.map(({ assA }) => assA)),
  }
}

const sum = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)

/** How much of the film each pair of ids overlapped, in frames; where boxes crowd, each gets its part. */
function alignmentOf(frames: readonly LabelledFrame[]): PairSums {
  const alignment = createPairSums()
  for (const frame of frames) {
    const pairs = overlapping(frame)
    const crowdOf = (pair: (typeof pairs)[number]): number =>
      pairs
        .filter(({ truth, result }) => truth === pair.truth || result === pair.result)
        .reduce((total, { overlap }) => total + overlap, 0)
    for (const pair of pairs) alignment.add(pair.truth.id, pair.result.id, pair.overlap / crowdOf(pair))
  }
  return alignment
}

function matchFrame(
  frame: LabelledFrame,
  belonging: (truth: number, result: number) => number,
): readonly Match[] {
  const rows = overlaps(frame)
  const fits = frame.truth.map((truth, i) =>
    frame.result.map((result, j) => belonging(truth.id, result.id) * (rows[i]?.[j] ?? 0)),
  )
  const columns = assign(fits)
  return frame.truth.flatMap((truth, i) => {
    const j = columns[i] ?? null
    const result = j === null ? undefined : frame.result[j]
    return j === null || !result ? [] : [{ truth: truth.id, result: result.id, overlap: rows[i]?.[j] ?? 0 }]
  })
}

/** The mean over the matches of how well their two ids were kept together. */
function association(
  hits: readonly Match[],
  truths: ReadonlyMap<number, number>,
  results: ReadonlyMap<number, number>,
): number {
  if (hits.length === 0) return 0
  const together = createPairSums()
  for (const { truth, result } of hits) together.add(truth, result, 1)
  const kept = together
    .entries()
    .map(({ truth, result, sum: n }) => (n * n) / ((truths.get(truth) ?? 0) + (results.get(result) ?? 0) - n))
  return kept.reduce((a, b) => a + b, 0) / hits.length
}
