/** Where the time comes from. `now` is epoch ms (it may jump); `monotonic` is ms since any start (it never goes back). */
export interface Clock {
  now(): number
  monotonic(): number
}

/** The machine's own clock, for composition roots. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
