/** Samples and bytes of the last seconds. */
export interface Rate {
  add(at: number, bytes: number): void
  /** Per second of capture time, over the last five seconds; 0 before two samples. */
  fps(): number
  /** At `now` (server time of arrivals); falls to 0 when nothing comes. */
  kbps(now: number): number
}

const windowMs = 5000

export function createRate(): Rate {
  let seen: { at: number; bytes: number }[] = []
  return {
    add(at, bytes) {
      seen.push({ at, bytes })
      const stale = seen.findIndex((sample) => at - sample.at <= windowMs)
      if (stale > 50) seen = seen.slice(stale)
    },
    fps() {
      const last = seen.at(-1)
      const recent = seen.filter(({ at }) => last && last.at - at <= windowMs)
      const span = (last?.at ?? 0) - (recent[0]?.at ?? 0)
      return span > 0 ? Math.round(((recent.length - 1) / span) * 10_000) / 10 : 0
    },
    kbps(now) {
      const bits = seen
        .filter(({ at }) => now - at <= windowMs)
        .reduce((sum, { bytes }) => sum + bytes * 8, 0)
      return Math.round(bits / windowMs)
    },
  }
}
