/** How long things took, counted by steps that grow by a quarter: what a Prometheus histogram is made of. */
export interface Delays {
  record(ms: number): void
  /** How many were within each of `delayBounds`, and how many there were. */
  counts(): readonly number[]
}

/** The upper end of each step, ms, from 10 ms to 20 s; what is longer is counted last. */
export const delayBounds: readonly number[] = Array.from({ length: 35 }, (_, i) => Math.round(10 * 1.25 ** i))

export function createDelays(): Delays {
  const counts = new Array<number>(delayBounds.length + 1).fill(0)
  return {
    record(ms) {
      const at = delayBounds.findIndex((bound) => ms <= bound)
      const step = at < 0 ? delayBounds.length : at
      counts[step] = (counts[step] ?? 0) + 1
    },
    counts: () => counts,
  }
}

/** A histogram's lines in the Prometheus text format: cumulative, over all of these. */
export function histogramLines(name: string, all: readonly Delays[]): string[] {
  let sum = 0
  return [...delayBounds.map(String), '+Inf'].map((bound, step) => {
    for (const delays of all) sum += delays.counts()[step] ?? 0
    return `${name}_bucket{le="${bound}"} ${sum}`
  })
}
