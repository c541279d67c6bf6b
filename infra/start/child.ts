import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** A loopback port that was free a moment ago; `preferred` when that one is. */
export async function freePort(preferred = 0): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number | null>((resolve, reject) => {
      const server = createServer()
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error),
      )
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
      })
    })
  const port = (await attempt(preferred)) ?? (await attempt(0))
  if (port === null) throw new Error('no free loopback port')
  return port
}

/** Asks again every 50 ms until `check` holds; throws with `what` and the last cause after `timeoutMs`. */
export async function until(what: string, check: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  let cause: unknown
  while (performance.now() < deadline) {
    try {
      if (await check()) return
    } catch (error) {
      cause = error
    }
    await delay(50)
  }
  throw new Error(`timed out after ${timeoutMs} ms: ${what}`, { cause })
}

export interface Child {
  readonly process: ChildProcess
  /** The last lines it printed, for the error message when it dies. */
  readonly tail: () => string
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** Sends `signal` (default SIGTERM), kills after `graceMs`, and waits until it is gone. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>
}

export interface ChildOptions extends SpawnOptions {
  readonly onLine?: (line: string) => void
}

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))

/** On Linux the program gets SIGTERM when its parent dies, even by SIGKILL; elsewhere it outlives it. */
const untilParentDies = (command: string, args: readonly string[]): [string, string[]] =>
  setpriv ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, [...args]]

/**
 * Starts a program whose output is kept (last 60 lines) and given line by line to `onLine`, and which does not
 * outlive its parent.
 */
export function startChild(command: string, args: readonly string[], options: ChildOptions = {}): Child {
  const { onLine, ...rest } = options
  const child = spawn(...untilParentDies(command, args), { stdio: ['ignore', 'pipe', 'pipe'], ...rest })
  const lines: string[] = []
  const ended: Child['ended'] = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', (error) => {
      lines.push(error.message)
      resolve({ code: null, signal: null })
    })
  })
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      for (const line of parts) {
        lines.push(line)
        onLine?.(line)
      }
      lines.splice(0, Math.max(0, lines.length - 60))
    })
  }
  return {
    process: child,
    tail: () => lines.join('\n'),
    ended,
    async stop(signal = 'SIGTERM', graceMs = 10_000) {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
