import type { Clock } from '../platform/clock.ts'
import { nextDelay } from '../platform/backoff.ts'
import type { Random } from '../platform/random.ts'

/** A program that runs. */
export interface Running {
  readonly pid: number | undefined
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
  stop(): Promise<void>
}

/** What the board shows of one program. */
export interface PartState {
  readonly name: string
  readonly state: 'starting' | 'running' | 'waiting' | 'stopped'
  readonly restarts: number
  /** Epoch ms and how it last ended by itself; null when it never did. */
  readonly lastEnd: { readonly at: number; readonly why: string } | null
}

export interface Supervisor {
  /** Starts a program, which must come up once, and from then on starts it again whenever it ends. */
  keep(name: string, start: () => Promise<Running>): Promise<void>
  /** Stops one and forgets it. */
  drop(name: string): Promise<void>
  states(): readonly PartState[]
  pids(): readonly { readonly name: string; readonly pid: number }[]
  /** Stops all, last started first. */
  stop(): Promise<void>
}

export interface SupervisorDeps {
  readonly clock: Clock
  readonly random: Random
  /** Waits, or returns early when `signal` aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  readonly say: (line: string) => void
  /** The set of running programs changed. */
  readonly onChange: () => void
}

const backoff = { baseMs: 500, maxMs: 30_000 }
/** Whoever ran as long is not in a row of failures. */
const steadyMs = 60_000

interface Kept {
  readonly name: string
  readonly start: () => Promise<Running>
  readonly leaving: AbortController
  running: Running | null
  state: PartState['state']
  restarts: number
  lastEnd: PartState['lastEnd']
  /** Resolves when nobody looks after it any more. */
  watched: Promise<void>
}

const howOf = ({ code, signal }: Awaited<Running['ended']>): string => signal ?? `exit ${code ?? '?'}`

/** One life of a program, from its start to its end; answers why it ended and how long it had run. */
async function live(kept: Kept, deps: SupervisorDeps): Promise<{ why: string; ranMs: number }> {
  const from = deps.clock.monotonic()
  try {
    kept.running ??= await kept.start()
    if (kept.leaving.signal.aborted) return { why: 'stopped', ranMs: 0 }
    kept.state = 'running'
    deps.onChange()
    const why = howOf(await kept.running.ended)
    return { why, ranMs: deps.clock.monotonic() - from }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error), ranMs: 0 }
  } finally {
    if (!kept.leaving.signal.aborted) kept.running = null
  }
}

async function watch(kept: Kept, deps: SupervisorDeps): Promise<void> {
  const { signal } = kept.leaving
  let inARow = 0
  while (!signal.aborted) {
    const { why, ranMs } = await live(kept, deps)
    if (signal.aborted) return
    inARow = ranMs >= steadyMs ? 1 : inARow + 1
    kept.state = 'waiting'
    kept.lastEnd = { at: deps.clock.now(), why: why.slice(0, 500) }
    deps.onChange()
    const waitMs = nextDelay(inARow, backoff, deps.random)
    deps.say(
      `${kept.name}: ${why.split('\n')[0]}; ${(waitMs / 1000).toFixed(1)} s → 重新启动 starting it again`,
    )
    await deps.pause(waitMs, signal)
    kept.restarts += 1
    if (!signal.aborted) kept.state = 'starting'
  }
}

async function leave(kept: Kept): Promise<void> {
  kept.leaving.abort()
  await kept.running?.stop()
  await kept.watched
  await kept.running?.stop()
  kept.state = 'stopped'
}

/** Looks after the programs of one machine. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const all: Kept[] = []
  let isStopped = false
  return {
    async keep(name, start) {
      const running = await start()
      if (isStopped) return running.stop()
      const kept: Kept = {
        name,
        start,
        running,
        leaving: new AbortController(),
        state: 'running',
        restarts: 0,
        lastEnd: null,
        watched: Promise.resolve(),
      }
      all.push(kept)
      kept.watched = watch(kept, deps)
      deps.onChange()
    },
    async drop(name) {
      const at = all.findIndex((kept) => kept.name === name)
      const [kept] = at < 0 ? [] : all.splice(at, 1)
      if (kept) await leave(kept)
      deps.onChange()
    },
    states: () => all.map(({ name, state, restarts, lastEnd }) => ({ name, state, restarts, lastEnd })),
    pids: () => all.flatMap(({ name, running }) => (running?.pid ? [{ name, pid: running.pid }] : [])),
    async stop() {
      isStopped = true
      for (const kept of all) kept.leaving.abort()
      for (const kept of [...all].reverse()) await leave(kept)
    },
  }
}
