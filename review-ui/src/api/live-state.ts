/** `live`: a tick came within the limit. `stale`: the line is open or reopening but nothing comes. */
export type LiveStatus = 'connecting' | 'live' | 'stale' | 'offline'

/** What is known of the live line. Times are the screen's own clock, epoch ms; `aheadMs` = server minus screen. */
export interface LiveState {
  readonly startedAt: number
  readonly heardAt: number | null
  readonly aheadMs: number
  readonly browserOnline: boolean
}

/** The api ticks every 2 s; after this long without one, nothing on the screen may be called live. */
export const silenceLimitMs = 5_000

/** What the banner says at `now`. Silence beats everything but a browser that knows it is offline. */
export function statusAt(state: LiveState, now: number): LiveStatus {
  if (!state.browserOnline) return 'offline'
  if (state.heardAt === null) return now - state.startedAt > silenceLimitMs ? 'stale' : 'connecting'
  return now - state.heardAt > silenceLimitMs ? 'stale' : 'live'
}

/** The state after a tick that the server stamped `serverAt` and this screen heard at `now`. */
export const heardTick = (state: LiveState, serverAt: number, now: number): LiveState => ({
  ...state,
  heardAt: now,
  aheadMs: serverAt - now,
})
