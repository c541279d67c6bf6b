/** By what time cameras play. */
export interface Pace {
  /** Epoch ms. */
  now(): number
  /** Calls at least so often, by this time; answers how to end it. */
  every(ms: number, act: () => void): () => void
}

/** As the machine's own clock goes. */
export const realPace: Pace = {
  now: () => Date.now(),
  every(ms, act) {
    const timer = setInterval(act, ms)
    return () => clearInterval(timer)
  },
}
