import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { CodedError } from '@sightline/infra/platform/error'

const LINES_KEPT = 20
const LONGEST_LINE = 500

/** The last lines of a stream of text, each passed through `clean` before it is kept or anyone sees it. */
export function keepLines(
  stream: Readable,
  clean: (line: string) => string = (line) => line,
): { lines(): string[] } {
  let kept: string[] = []
  let partial = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const lines = (partial + text).split(/[\r\n]+/)
    partial = (lines.pop() ?? '').slice(-LONGEST_LINE)
    kept = [...kept, ...lines.filter((line) => line !== '')].slice(-LINES_KEPT)
  })
  return {
    // Cleaned whole lines only: a secret that straddles two chunks would be missed in either half.
    lines: () =>
      [...kept, ...(partial === '' ? [] : [partial])].map((line) => clean(line.slice(0, LONGEST_LINE))),
  }
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
