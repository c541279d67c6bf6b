import { type ChildProcess, spawn } from 'node:child_process'
import { Readable, type Writable } from 'node:stream'
import { hasErrno } from '@sightline/infra/platform/error'
import { keepLines, whenClosed } from './child-process.ts'
import { programEnv } from './program-env.ts'

/** An ffmpeg that turns fragments into pictures: bytes in, pictures and their time stamps out. */
export interface PictureProcess {
  readonly child: ChildProcess
  readonly input: Writable
  readonly pictures: Readable
  /** Text, a line per picture. */
  readonly stamps: Readable
  readonly closed: Promise<void>
  /** The last lines of its stderr. */
  readonly lines: () => string[]
}

/** Starts it with `pipe:0` in, `pipe:1` pictures, `pipe:3` stamps. A broken pipe is not an error here: `closed` says it. */
export function spawnPictures(ffmpegPath: string, args: readonly string[]): PictureProcess {
  const child = spawn(ffmpegPath, args, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], env: programEnv() })
  const stamps = child.stdio[3]
  if (!(stamps instanceof Readable)) throw new Error('The pipe for the time stamps was not opened')
  stamps.setEncoding('utf8')
  child.stdin.on('error', (error) => {
    if (!hasErrno(error, 'EPIPE') && !hasErrno(error, 'ECONNRESET')) child.kill('SIGKILL')
  })
  const { lines } = keepLines(child.stderr)
  return { child, input: child.stdin, pictures: child.stdout, stamps, closed: whenClosed(child), lines }
}
