/** Each side works for so long before it is the other's turn. */
export const roundMs = 500
/** Frames in one run, for the question whether batches pay (docs/adr/0006). */
export const batchSize = 4

/** What one turn of each measured. */
export interface Round {
  readonly bareMs: readonly number[]
  /** Of `batchSize` frames in one run. */
  readonly batchMs: readonly number[]
  readonly perceiveMs: readonly number[]
  /** Fed back to back: frames a second. */
  readonly perSecond: number
}

/** One after another for a turn: how long each took, ms. */
export async function timesOf(look: (turn: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + roundMs
  while (performance.now() < end) {
    const began = performance.now()
    await look(times.length)
    times.push(performance.now() - began)
  }
  return times
}

/** The value under which this share of them lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** Ratios are taken within a turn and their median is told: what else the machine does hits both sides of a turn. */
export function report(model: string, rounds: readonly Round[]) {
  const of = (times: readonly number[]) => ({
    p50: rounded(quantile(times, 0.5)),
    p95: rounded(quantile(times, 0.95)),
  })
  const barePerSecond = rounds.map(({ bareMs }) => 1000 / mean(bareMs))
  const batchShare = rounds.map(({ bareMs, batchMs }) => (batchSize * mean(bareMs)) / mean(batchMs))
  const share = rounds.map(({ perSecond }, i) => perSecond / (barePerSecond[i] ?? NaN))
  return {
    model,
    bareMs: of(rounds.flatMap(({ bareMs }) => bareMs)),
    perceiveMs: of(rounds.flatMap(({ perceiveMs }) => perceiveMs)),
    barePerSecond: rounded(quantile(barePerSecond, 0.5)),
    perceivePerSecond: rounded(
      quantile(
        rounds.map(({ perSecond }) => perSecond),
        0.5,
      ),
    ),
    shareOfBare: rounded(quantile(share, 0.5)),
    batchShareOfBare: rounded(quantile(batchShare, 0.5)),
  }
}
