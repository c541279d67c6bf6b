import type { Facts } from './error.ts'
import type { Log } from './log.ts'

/** A log for warnings that come in storms. */
export interface CountedLog {
  warn(message: string, facts?: Facts): void
  /** Writes what is still held back; call before exit. */
  flush(): void
}

interface Held {
  times: number
  facts: Facts
  timer: NodeJS.Timeout
}

/**
 * Folds a storm: the first warning is written at once, its repetitions as one line per window with `times` and the
 * newest facts. Warnings are the same when their message is: keep the message constant, put what varies in the facts.
 */
export function countedLog(log: Log, windowMs = 1000): CountedLog {
  const held = new Map<string, Held>()
  const open = (message: string): NodeJS.Timeout => setTimeout(() => endWindow(message), windowMs).unref()
  const write = (message: string, { times, facts }: Held): void => {
    if (times > 0) log.warn({ ...facts, times }, message)
  }

  function endWindow(message: string): void {
    const storm = held.get(message)
    if (!storm) return
    write(message, storm)
    if (storm.times === 0) held.delete(message)
    else held.set(message, { times: 0, facts: {}, timer: open(message) })
  }

  return {
    warn(message, facts = {}) {
      const storm = held.get(message)
      if (storm) {
        storm.times += 1
        storm.facts = facts
        return
      }
      log.warn(facts, message)
      held.set(message, { times: 0, facts: {}, timer: open(message) })
    },
    flush() {
      for (const [message, storm] of held) {
        clearTimeout(storm.timer)
        write(message, storm)
      }
      held.clear()
    },
  }
}
