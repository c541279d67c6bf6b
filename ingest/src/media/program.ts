import { spawn } from 'node:child_process'
import { Readable, type Writable } from 'node:stream'
import { hasErrno } from '@sightline/infra/platform/error'
import { endProcess, whenClosed } from './child-process.ts'
import { programEnv } from './program-env.ts'

/** What a program writes, handed on as it comes. */
export interface ProgramOutputs {
  readonly stdout: (chunk: Buffer) => void
  readonly stderr: (text: string) => void
  /** Of pipe 3; absent: it has none. */
  readonly third?: (text: string) => void
}

/** A program that runs beside this one. */
export interface Program {
  /** To its stdin. A pipe that is broken is no error here: `closed` says it. */
  readonly write: (bytes: Uint8Array | string) => void
  readonly end: () => void
  /** Bytes written that it has not taken yet. */
  readonly queuedBytes: () => number
  readonly kill: () => void
  /** Kills it and waits until it is gone. Safe when it is gone already. */
  readonly stop: () => Promise<void>
  /** It is gone and its pipes are read. `ffmpeg_missing` where there is no such program. */
  readonly closed: Promise<void>
}

export type Launch = (command: string, args: readonly string[], outputs: ProgramOutputs) => Program

/** Hands on what comes from a pipe. */
export function readPipe(
  pipe: Pick<Readable, 'on' | 'setEncoding'>,
  which: number,
  to: ProgramOutputs,
): void {
  if (which === 1) return void pipe.on('data', (chunk: Buffer) => to.stdout(chunk))
  pipe.setEncoding('utf8')
  pipe.on('data', (text: string) => (which === 2 ? to.stderr(text) : to.third?.(text)))
}

/** A stdin that broke because its program is gone is no error; any other ends the program. */
export function forgiveBroken(stdin: Pick<Writable, 'on'>, kill: () => void): void {
  stdin.on('error', (error) => {
    if (!hasErrno(error, 'EPIPE') && !hasErrno(error, 'ECONNRESET')) kill()
  })
}

/**
 * Starts a program from this process. A fork copies the tables of all its memory: a large process is held up by it for as
 * long as it is large, so a worker has its `launcher` do this.
 */
export const launchHere: Launch = (command, args, outputs) => {
  const child = outputs.third
    ? spawn(command, args, { env: programEnv(), stdio: ['pipe', 'pipe', 'pipe', 'pipe'] })
    : spawn(command, args, { env: programEnv(), stdio: ['pipe', 'pipe', 'pipe'] })
  const { stdin } = child
  const kill = (): void => void child.kill('SIGKILL')
  forgiveBroken(stdin, kill)
  for (const [which, pipe] of child.stdio.entries())
    if (which > 0 && pipe instanceof Readable) readPipe(pipe, which, outputs)
  const closed = whenClosed(child)
  return {
    write: (bytes) => void stdin.write(bytes),
    end: () => void stdin.end(),
    queuedBytes: () => stdin.writableLength,
    kill,
    stop: () => endProcess(child, closed),
    closed,
  }
}
