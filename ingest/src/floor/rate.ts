/** Samples and bytes of the last seconds. */
export interface Rate {
  add(at: number, bytes: number): void
  /** Per second of capture time, over the last five seconds; 0 before two samples. */
  fps(): number
  /** At `now` (server time of arrivals); falls to 0 when nothing comes. */
  kbps(now: number): number
}

const windowMs = 5000
/** What is too old is let go in pieces of this many. */
const mostStale = 64

export function createRate(): Rate {
  const times: number[] = []
  const sizes: number[] = []
  let stale = 0

  /** The first of those that are at most the window older than `at`. */
  const firstWithin = (at: number): number => {
    let from = stale
    while (from < times.length && at - (times[from] ?? 0) > windowMs) from += 1
    return from
  }

  return {
    add(at, bytes) {
      times.push(at)
      sizes.push(bytes)
      stale = firstWithin(at)
      if (stale < mostStale) return
      times.splice(0, stale)
      sizes.splice(0, stale)
      stale = 0
    },
    fps() {
      const last = times.at(-1) ?? 0
      const from = firstWithin(last)
      const span = last - (times[from] ?? last)
      return span > 0 ? Math.round(((times.length - 1 - from) / span) * 10_000) / 10 : 0
    },
    kbps(now) {
      const bytes = sizes.slice(firstWithin(now)).reduce((sum, size) => sum + size, 0)
      return Math.round((bytes * 8) / windowMs)
    },
  }
}
