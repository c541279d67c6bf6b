import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { CodedError } from '@sightline/infra/platform/error'

const LINES_KEPT = 20
const LONGEST_LINE = 500

/**
 * The last lines of a text that comes in pieces. Each goes through `heed` as it ends, whole, since a secret that straddles two
 * pieces would be missed in either half: what it returns is kept; null: nothing of it.
 */
export function createLines(heed: (line: string) => string | null = (line) => line) {
  const heeded = (lines: readonly string[]): string[] =>
    lines.flatMap((line) => (line === '' ? [] : (heed(line.slice(0, LONGEST_LINE)) ?? [])))
  let kept: string[] = []
  let partial = ''
  return {
    take(text: string): void {
      const lines = (partial + text).split(/[\r\n]+/)
      partial = (lines.pop() ?? '').slice(-LONGEST_LINE)
      if (lines.length > 0) kept = [...kept, ...heeded(lines)].slice(-LINES_KEPT)
    },
    lines: (): string[] => [...kept, ...heeded([partial])],
  }
}

/** The last lines of a stream of text. */
export function keepLines(stream: Readable): { lines(): string[] } {
  const { take, lines } = createLines()
  stream.setEncoding('utf8')
  stream.on('data', take)
  return { lines }
}

/** Resolves when the process is gone and its pipes are read; a program that is not there is `ffmpeg_missing`. */
export async function whenClosed(child: ChildProcess): Promise<void> {
  try {
    await once(child, 'close')
  } catch (cause) {
    throw new CodedError('ffmpeg_missing', { path: child.spawnfile }, { cause })
  }
}

/** Kills the process and waits until it is gone. Safe when it never began or is gone already. */
export async function endProcess(child: ChildProcess, closed: Promise<void>): Promise<void> {
  child.kill('SIGKILL')
  await Promise.allSettled([closed])
}
