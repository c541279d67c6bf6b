import { redactError } from './redact.ts'
import type { Log } from './log.ts'

type Close = () => Promise<unknown> | void

export interface CloseStep {
  name: string
  close: Close
  /** How long it may take before it is left behind. */
  deadlineMs?: number
}

/** What a process has opened, to be closed in reverse order. */
export interface Shutdown {
  /** Called right after something was opened. While closing, what is pushed late is closed at once. */
  push(step: CloseStep): void
  /** Closes everything once, newest first; a step that fails or overruns is logged and does not stop the others. Answers the names of those. */
  run(reason: string): Promise<readonly string[]>
  /** SIGINT and SIGTERM close everything and exit 0 (1 where a step failed); a second signal exits at once. */
  onSignals(process: SignalTarget): void
}

/** The part of `process` that shutdown needs. */
export interface SignalTarget {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  exit(code: number): unknown
}

const DEADLINE_MS = 10_000

export function createShutdown(log: Log): Shutdown {
  const steps: CloseStep[] = []
  let running: Promise<readonly string[]> | null = null

  async function closeAll(reason: string): Promise<readonly string[]> {
    log.info({ reason }, 'closing')
    const failed: string[] = []
    for (let step = steps.pop(); step; step = steps.pop()) {
      if (!(await closeOne(step, log))) failed.push(step.name)
    }
    log.info({ failed }, 'closed')
    return failed
  }

  const run = (reason: string): Promise<readonly string[]> => (running ??= closeAll(reason))
  return {
    push(step) {
      if (running) void closeOne(step, log)
      else steps.push(step)
    },
    run,
    onSignals(process) {
      const stop = (signal: string): void => {
        if (running) return void process.exit(1)
        void run(signal).then((failed) => process.exit(failed.length === 0 ? 0 : 1))
      }
      process.on('SIGINT', () => stop('SIGINT'))
      process.on('SIGTERM', () => stop('SIGTERM'))
    },
  }
}

async function closeOne({ name, close, deadlineMs = DEADLINE_MS }: CloseStep, log: Log): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const overrun = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${deadlineMs} ms`)), deadlineMs)
  })
  try {
    await Promise.race([Promise.resolve().then(close), overrun])
    return true
  } catch (error) {
    log.error({ step: name, err: redactError(error) }, 'could not close')
    return false
  } finally {
    clearTimeout(timer)
  }
}
