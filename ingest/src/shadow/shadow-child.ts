import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { ownChildEnv } from '@sightline/infra/platform/child-env'
import { hasErrno } from '@sightline/infra/platform/error'
import type { Size } from '@sightline/models/letterbox'
import type { FromShadow, LookOutcome, LookTask, ShadowSetup, ShadowSource, ToShadow } from './messages.ts'

/** What a look gave and took. */
export interface Looked {
  readonly outcome: LookOutcome
  /** Time of a processor since the last look, ms. */
  readonly cpuMs: number
  /** What its process holds after it. */
  readonly residentBytes: number
}

/** The process of a shadow as the worker knows it: it never waits for it, and outlives whatever becomes of it. */
export interface ShadowChild {
  /** Null until it is open. */
  input(): Size | null
  knows(source: ShadowSource): void
  /** Null where it ended meanwhile. */
  look(task: LookTask): Promise<Looked | null>
  suspend(sourceId: string, at: number): void
  draw(sourceId: string, at: number): Promise<Uint8Array | null>
  /** Ends it at once. */
  end(): void
}

/** Why it ended by itself, as a code. */
export type ShadowFault = 'crashed' | 'hung' | 'memory' | (string & {})

export interface ChildLimits {
  /** For its model to be there, and for one answer, ms. */
  readonly openMs: number
  readonly answerMs: number
  readonly residentBytes: number
}
export const usualLimits: ChildLimits = { openMs: 600_000, answerMs: 60_000, residentBytes: 1.5 * 2 ** 30 }

export interface ChildOptions {
  readonly setup: ShadowSetup
  /** Told once, where nobody ended it. */
  readonly onFault: (fault: ShadowFault) => void
  readonly limits?: ChildLimits
  readonly entry?: URL
}

const usualEntry = new URL('./shadow-entry.mjs', import.meta.url)

type Answer = Extract<FromShadow, { readonly id: number }>

/** What was asked and is not answered; `onLate` where that takes too long. */
function createQuestions(answerMs: number, onLate: () => void) {
  const asked = new Map<number, (answer: Answer | null) => void>()
  let lastId = 0
  let deadline: NodeJS.Timeout | undefined
  /** From the oldest question that is not answered, or from the last answer. */
  function watch(): void {
    clearTimeout(deadline)
    if (asked.size > 0) deadline = setTimeout(onLate, answerMs)
  }
  return {
    ask(send: (id: number) => void): Promise<Answer | null> {
      const id = (lastId += 1)
      return new Promise((resolve) => {
        asked.set(id, resolve)
        if (asked.size === 1) watch()
        send(id)
      })
    },
    answer(told: Answer): void {
      const settle = asked.get(told.id)
      asked.delete(told.id)
      watch()
      settle?.(told)
    },
    /** Nobody answers any more. */
    close(): void {
      clearTimeout(deadline)
      for (const settle of asked.values()) settle(null)
      asked.clear()
    },
  }
}

/** Starts it as what may wait: while it opens after the worker, and then after every other process of the machine. */
export function startShadowChild(options: ChildOptions): ShadowChild {
  const { setup, onFault, limits = usualLimits, entry = usualEntry } = options
  const child = fork(entry, { serialization: 'advanced', execArgv: [], env: ownChildEnv() })
  yieldToOthers(child, constants.priority.PRIORITY_BELOW_NORMAL)
  const questions = createQuestions(limits.answerMs, () => fail('hung'))
  const opening = setTimeout(() => fail('hung'), limits.openMs)
  let input: Size | null = null
  let usedMs = 0
  let isEnded = false

  function end(): void {
    isEnded = true
    clearTimeout(opening)
    child.kill('SIGKILL')
    questions.close()
  }
  function fail(fault: ShadowFault): void {
    if (isEnded) return
    end()
    onFault(fault)
  }
  function send(told: ToShadow): void {
    if (!isEnded && child.connected) child.send(told, (error) => error && fail('crashed'))
  }
  const ask = async (of: (id: number) => ToShadow): Promise<Answer | null> =>
    isEnded ? null : questions.ask((id) => send(of(id)))
  child.on('message', (told: FromShadow) => {
    if (isEnded) return
    if (told.kind === 'refused') return fail(told.code)
    if (told.kind === 'opened') {
      clearTimeout(opening)
      yieldToOthers(child, constants.priority.PRIORITY_LOW)
      input = told.input
      return
    }
    if (told.kind === 'looked' && told.residentBytes > limits.residentBytes) return fail('memory')
    questions.answer(told)
  })
  child.once('error', () => fail('crashed'))
  child.once('exit', () => fail('crashed'))
  send({ kind: 'open', setup })
  return {
    input: () => input,
    knows: (source) => send({ kind: 'source', source }),
    async look(task) {
      const told = await ask((id) => ({ kind: 'look', id, task }))
      if (told?.kind !== 'looked') return null
      const cpuMs = Math.max(0, told.cpuMs - usedMs)
      usedMs = told.cpuMs
      return { outcome: told.outcome, cpuMs, residentBytes: told.residentBytes }
    },
    suspend: (sourceId, at) => send({ kind: 'suspend', sourceId, at }),
    async draw(sourceId, at) {
      const told = await ask((id) => ({ kind: 'draw', id, sourceId, at }))
      return told?.kind === 'drawn' ? told.jpeg : null
    },
    end,
  }
}

/** A process that is gone already is no fault of this. */
function yieldToOthers({ pid }: ChildProcess, priority: number): void {
  if (pid === undefined) return
  try {
    setPriority(pid, priority)
  } catch (error) {
    if (!hasErrno(error, 'ESRCH')) throw error
  }
}
