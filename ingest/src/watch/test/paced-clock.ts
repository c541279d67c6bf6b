import type { Child } from '../../../../infra/start/child.ts'
import type { Pace } from '../../../../infra/dev/simulator/pace.ts'

/** So much of the time of the test goes by at once: a picture's. */
const stepMs = 40
/** And takes at least so long: ten times as fast as life, so that what nobody waits for is not left far behind. */
const leastMs = 4

/**
 * A time for a camera and a worker that goes as fast as the worker has seen what it shows, and never slower than the
 * machine's own clock: on a busy machine a test takes longer and sees the same. It begins two hours ago, so that nothing is
 * captured after the moment at which it is sealed.
 */
export interface PacedClock extends Pace {
  /** This worker is waited for from now on; it hears the time by IPC. */
  follow(worker: Child): void
  stop(): void
}

export function createPacedClock(): PacedClock {
  let now = Date.now() - 2 * 3_600_000
  const timers = new Set<{ readonly everyMs: number; readonly act: () => void; dueAt: number }>()
  const seen = { at: 0, tell: () => undefined as void }
  let worker: Child | null = null
  let isStopped = false

  const step = (): void => {
    now += stepMs
    for (const timer of timers) {
      if (timer.dueAt > now) continue
      timer.dueAt += timer.everyMs * Math.ceil((now - timer.dueAt + 1) / timer.everyMs)
      timer.act()
    }
    if (worker?.process.connected) worker.process.send(now, () => undefined)
  }
  /** Until the worker has caught up, or so much real time is over as went by here. */
  const caughtUp = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, stepMs)
      seen.tell = () => {
        if (seen.at < now) return
        clearTimeout(timer)
        setTimeout(resolve, leastMs)
      }
    })
  const run = async (): Promise<void> => {
    while (!isStopped) {
      step()
      await caughtUp()
    }
  }
  void run()

  return {
    now: () => now,
    every(everyMs, act) {
      const timer = { everyMs, act, dueAt: now + everyMs }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    follow(next) {
      worker = next
      next.process.on('message', (at) => {
        if (worker !== next) return
        seen.at = Number(at)
        seen.tell()
      })
    },
    stop: () => void (isStopped = true),
  }
}
