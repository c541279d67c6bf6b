import { setTimeout as sleep } from 'node:timers/promises'

/** Waits so many ms, or until the signal aborts: look at the signal afterwards. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

export const pauseOnTimer: Pause = async (ms, signal) => {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
