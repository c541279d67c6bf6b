import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { CodedError, hasErrno } from '@sightline/infra/platform/error'
import { programEnv } from './program-env.ts'
import { forgiveBroken, type Launch, type Program, type ProgramOutputs, readPipe } from './program.ts'

/** A small process that starts programs for this large one. */
export interface Launcher {
  readonly launch: Launch
  /** Ends it, and with it every program that it started. */
  close(): Promise<void>
}

type Told = { readonly id: number } & (
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'pipe'; readonly which: number }
  /** `failure` where it never began. */
  | { readonly kind: 'gone'; readonly failure: string | null }
)

/** A program as it is known here: its pipes come one after the other. */
interface Launched {
  readonly command: string
  readonly outputs: ProgramOutputs
  readonly open: Set<Socket>
  stdin: Socket | null
  /** Written before there was a pipe. */
  early: (Uint8Array | string)[]
  isEnded: boolean
  pid: number | null
  isGone: boolean
  readonly settle: (error: Error | null) => void
}

const entry = fileURLToPath(new URL('./launcher-process.mjs', import.meta.url))

/** Starts the launcher. One that dies takes its programs with it, tells `onLost`, and is replaced at the next start. */
export function createLauncher(onLost: () => void): Launcher {
  const launched = new Map<number, Launched>()
  let lastId = 0
  let isClosing = false
  let child: ChildProcess | null = open()

  function open(): ChildProcess {
    const made = fork(entry, {
      execArgv: [],
      env: programEnv(),
      stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
    })
    made.on('message', (told, pipe) => take(launched, told as Told, pipe as Socket | undefined))
    made.on('error', () => undefined)
    made.stdin?.on('error', () => undefined)
    made.once('exit', () => {
      if (child === made) child = null
      if (!isClosing) onLost()
      for (const one of launched.values()) abandon(one)
      launched.clear()
    })
    return made
  }

  const ask = (question: object): void => {
    // A launcher that is just dying takes nothing: its `exit` abandons what was asked of it.
    if (child?.connected) child.send(question, () => undefined)
  }

  return {
    launch(command, args, outputs) {
      const id = (lastId += 1)
      child ??= open()
      const kill = (): void => ask({ kind: 'kill', id })
      const { program, own } = track({ command, outputs }, kill)
      launched.set(id, own)
      ask({ kind: 'start', id, command, args, pipes: outputs.third ? 4 : 3 })
      return program
    },
    async close() {
      isClosing = true
      if (!child) return
      const gone = once(child, 'exit')
      child.stdin?.destroy()
      await gone
    },
  }
}

function track(about: Pick<Launched, 'command' | 'outputs'>, kill: () => void) {
  let settle: Launched['settle'] = () => undefined
  const closed = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve())
  })
  // Whoever waits hears of it; that nobody waits yet is no fault.
  closed.catch(() => undefined)
  const own: Launched = {
    ...about,
    open: new Set(),
    stdin: null,
    early: [],
    isEnded: false,
    pid: null,
    isGone: false,
    settle,
  }
  const program: Program = {
    write: (bytes) => void (own.stdin ? own.stdin.write(bytes) : own.early.push(bytes)),
    end() {
      own.isEnded = true
      own.stdin?.end()
    },
    queuedBytes: () => own.stdin?.writableLength ?? own.early.reduce((sum, { length }) => sum + length, 0),
    kill,
    closed,
    async stop() {
      kill()
      await Promise.allSettled([closed])
    },
  }
  return { own, program }
}

function take(all: Map<number, Launched>, told: Told, pipe: Socket | undefined): void {
  const own = all.get(told.id)
  if (!own) return void pipe?.destroy()
  if (told.kind === 'started') own.pid = told.pid
  else if (told.kind === 'pipe') return pipe ? takePipe(own, told.which, pipe) : undefined
  else {
    all.delete(told.id)
    if (told.failure !== null) return own.settle(new CodedError('ffmpeg_missing', { path: own.command }))
    own.isGone = true
    settleWhenRead(own)
  }
}

function takePipe(own: Launched, which: number, pipe: Socket): void {
  own.open.add(pipe)
  pipe.once('close', () => {
    own.open.delete(pipe)
    settleWhenRead(own)
  })
  if (which !== 0) {
    pipe.on('error', () => undefined)
    return readPipe(pipe, which, own.outputs)
  }
  forgiveBroken(pipe, () => pipe.destroy())
  // Nothing comes this way but the end.
  pipe.resume()
  for (const bytes of own.early) pipe.write(bytes)
  own.early = []
  own.stdin = pipe
  if (own.isEnded) pipe.end()
}

function settleWhenRead(own: Launched): void {
  if (own.isGone && own.open.size === 0) own.settle(null)
}

/** Its launcher is dead: nobody else ends it now. */
function abandon(own: Launched): void {
  if (own.pid !== null) killIfThere(own.pid)
  own.isGone = true
  settleWhenRead(own)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!hasErrno(error, 'ESRCH')) throw error
  }
}
