import type { Pause } from './pause.ts'

export interface Opening<T> {
  /** `signal` breaks it off. */
  readonly open: (signal: AbortSignal) => Promise<T>
  readonly shut: (opened: T) => Promise<void>
  /** Between two tries. */
  readonly againMs: number
  readonly pause: Pause
  readonly onFailure: (error: unknown) => void
}

/** Something that may have to be waited for, and is done without until it is there. */
export interface Kept<T> {
  /** Over when the first try is, however it ended. */
  readonly firstTry: Promise<void>
  current(): T | null
  /** What was opened is of no use any more: it is shut, and after a pause opened again. */
  renew(): void
  /** Breaks a try off, waits for its end, and shuts what was opened. */
  close(): Promise<void>
}

/** Tries at once and then again and again until it is open. */
export function keepOpening<T>({ open, shut, againMs, pause, onFailure }: Opening<T>): Kept<T> {
  const closing = new AbortController()
  const { signal } = closing
  let opened: { readonly it: T } | null = null

  async function tryOnce(): Promise<void> {
    try {
      opened = { it: await open(signal) }
    } catch (error) {
      if (!signal.aborted) onFailure(error)
    }
  }
  const firstTry = tryOnce()
  async function keepTrying(): Promise<void> {
    while (opened === null && !signal.aborted) {
      await pause(againMs, signal)
      if (!signal.aborted) await tryOnce()
    }
  }
  let trying = firstTry.then(keepTrying)
  return {
    firstTry,
    current: () => opened?.it ?? null,
    renew() {
      if (!opened) return
      const { it } = opened
      opened = null
      trying = shut(it).catch(onFailure).then(keepTrying)
    },
    async close() {
      closing.abort()
      await trying
      if (opened) await shut(opened.it)
    },
  }
}
