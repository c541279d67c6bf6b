import type { Clock } from '@sightline/infra/platform/clock'
import type { Pause } from '../floor/pause.ts'

/** A time that goes on with a film, and who waits for a time of it. */
export interface FilmClock {
  readonly clock: Clock
  readonly pause: Pause
  set(now: number): void
}

export function createFilmClock(startAt: number): FilmClock {
  let now = startAt
  const waiting = new Set<() => void>()
  return {
    clock: { now: () => now, monotonic: () => now },
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const until = now + ms
        const look = (): void => {
          if (now < until && !signal.aborted) return
          waiting.delete(look)
          signal.removeEventListener('abort', look)
          resolve()
        }
        waiting.add(look)
        signal.addEventListener('abort', look)
        look()
      }),
    set(next) {
      now = next
      for (const look of [...waiting]) look()
    },
  }
}
