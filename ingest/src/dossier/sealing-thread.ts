import { SHARE_ENV, Worker } from 'node:worker_threads'
import { CodedError, fromReason } from '@sightline/infra/platform/error'
import type {
  SealingKind,
  SealingQuestion,
  SealingReply,
  SealingSetup,
  SealingTasks,
} from './sealing-task.ts'

type Asked = Exclude<SealingKind, 'close'>

/** Fills and reads dossiers on a thread of its own: hashing, JSON and decoders, for which no camera waits. */
export interface SealingThread {
  /** The answer, or the thread's own error. One that dies under its work rejects with `sealing_crashed`; the next call starts another. */
  ask<K extends Asked>(kind: K, task: SealingTasks[K]['task']): Promise<SealingTasks[K]['answer']>
  /** Waits for what is under way. */
  close(): Promise<void>
}

const spawnSealing = (setup: SealingSetup): Worker =>
  new Worker(new URL('./sealing-entry.mjs', import.meta.url), {
    workerData: setup,
    execArgv: [],
    env: SHARE_ENV,
  })

/** Starts it, so that its code is loaded before there is anything to seal. */
export function createSealingThread(setup: SealingSetup, spawn = spawnSealing): SealingThread {
  const underWay = new Set<Promise<unknown>>()
  const open = (): Seat => openSeat(spawn(setup), () => (seat = null))
  let seat: Seat | null = null
  let lastId = 0
  seat = open()
  return {
    ask<K extends Asked>(kind: K, task: SealingTasks[K]['task']) {
      seat ??= open()
      const question = { id: (lastId += 1), kind, task } as SealingQuestion
      const answer = seat.ask(question) as Promise<SealingTasks[K]['answer']>
      const done = (): void => void underWay.delete(answer)
      underWay.add(answer)
      answer.then(done, done)
      return answer
    },
    async close() {
      await Promise.allSettled(underWay)
      await Promise.allSettled([seat?.ask({ id: 0, kind: 'close', task: null })])
      await seat?.worker.terminate()
    },
  }
}

interface Seat {
  readonly worker: Worker
  ask(question: SealingQuestion): Promise<unknown>
}

/** One live thread and what it is at. */
function openSeat(worker: Worker, onGone: () => void): Seat {
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  let lastWords: unknown
  worker.on('message', (reply: SealingReply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('reason' in reply) asked?.reject(toError(reply))
    else asked?.resolve(reply.answer)
  })
  worker.on('error', (error) => (lastWords = error))
  worker.on('exit', (exit) => {
    onGone()
    const crash = new CodedError('sealing_crashed', { exit }, { cause: lastWords })
    for (const { reject } of waiting.values()) reject(crash)
  })
  return {
    worker,
    ask: (question) =>
      new Promise((resolve, reject) => {
        worker.postMessage(question)
        waiting.set(question.id, { resolve, reject })
      }),
  }
}

function toError({ reason, stack }: { reason: string; stack: string }): Error {
  const coded = fromReason(reason)
  return coded
    ? new CodedError(coded.code, coded.facts, { cause: stack })
    : new Error(reason, { cause: stack })
}
