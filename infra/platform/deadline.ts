/** What the work gives, or the refusal where it takes longer. The work itself is not ended: what must be ended has a signal. */
export async function withDeadline<T>(work: Promise<T>, ms: number, refusal: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(refusal()), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A signal that aborts with the others or after `ms`, and the end of its waiting. */
export interface Limit {
  readonly signal: AbortSignal
  end(): void
}

/**
 * Aborts when one of `others` does, or after `ms` with a TimeoutError. Use this and not `AbortSignal.any` with
 * `AbortSignal.timeout`: in Node 20 the garbage collector may take the time-out away, and it never comes. Call `end` when
 * the work is done.
 */
export function limitTo(ms: number, ...others: readonly AbortSignal[]): Limit {
  const limit = new AbortController()
  const stops = others.map((other) => {
    const stop = (): void => limit.abort(other.reason)
    if (other.aborted) stop()
    else other.addEventListener('abort', stop, { once: true })
    return () => other.removeEventListener('abort', stop)
  })
  const late = (): void => limit.abort(new DOMException(`no end within ${ms} ms`, 'TimeoutError'))
  const timer = setTimeout(late, ms)
  return {
    signal: limit.signal,
    end() {
      clearTimeout(timer)
      for (const stop of stops) stop()
    },
  }
}
