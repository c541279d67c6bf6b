import { join, resolve } from 'node:path'
import { startChild, until, type Child } from './child.ts'
import type { Running } from './supervisor.ts'

export const repository = resolve(import.meta.dirname, '../..')

export interface MainOptions {
  /** The program, from the repository's root, and its arguments. */
  readonly entry: string
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The line that says that it is ready. */
  readonly ready: RegExp
  readonly onLine: (line: string) => void
  readonly readyMs?: number
}

/** Starts a program of this repository and waits until it says that it is ready; its death before that throws its last lines. */
export async function startMain({ entry, args = [], env, ready, ...rest }: MainOptions): Promise<Running> {
  let isReady = false
  const child = startChild(process.execPath, ['--import', 'tsx', join(repository, entry), ...args], {
    cwd: repository,
    // A Ctrl+C in the terminal is for the supervisor alone: it stops its programs in order.
    detached: true,
    env,
    onLine(line) {
      if (ready.test(line)) isReady = true
      rest.onLine(line)
    },
  })
  const check = async () => {
    if (child.process.exitCode !== null || child.process.signalCode !== null)
      throw new EndedEarly(`${entry} ended:\n${child.tail()}`)
    return isReady
  }
  try {
    await untilReady(check, rest.readyMs ?? 120_000)
  } catch (error) {
    await child.stop('SIGKILL')
    throw error instanceof EndedEarly
      ? error
      : new Error(`${entry} did not start:\n${child.tail()}`, { cause: error })
  }
  return toRunning(child)
}

/** A program that ended before it was ready; the message holds the last that it said. */
export class EndedEarly extends Error {}

/** A program that ended is not waited for any longer. */
async function untilReady(check: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  let ended: EndedEarly | null = null
  await until(
    'ready',
    async () => {
      try {
        return await check()
      } catch (error) {
        if (!(error instanceof EndedEarly)) throw error
        ended = error
        return true
      }
    },
    timeoutMs,
  )
  if (ended) throw ended as EndedEarly
}

/** Longer than what it opened may take to close. */
const graceMs = 20_000

const toRunning = (child: Child): Running => ({
  pid: child.process.pid,
  ended: child.ended,
  stop: () => child.stop('SIGTERM', graceMs),
})
