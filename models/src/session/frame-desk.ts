import type { Detection } from '@sightline/detectors/detection'
import { createFrameQueue } from './frame-queue.ts'
import type { SessionResult } from './session-task.ts'

export type DropReason = 'newer_frame' | 'closing'

/** What became of a frame. `ms` is the model and its decoder, `queuedMs` the wait before them. */
export type InferenceResult =
  | {
      readonly kind: 'detections'
      readonly detections: Detection[]
      readonly ms: number
      readonly queuedMs: number
    }
  | { readonly kind: 'dropped'; readonly reason: DropReason }

/** Every frame handed over ends in exactly one of these. */
export interface FrameCounts {
  readonly looked: number
  readonly failed: number
  readonly dropped: Readonly<Record<DropReason, number>>
}

/** A frame taken off the desk: to be settled once, by `done` or `failed`. */
export interface TakenFrame<Task> {
  readonly task: Task
  readonly done: (result: SessionResult) => void
  readonly failed: (error: Error) => void
}

/** Where frames wait for a worker: keeps the newest per source, counts what becomes of each. */
export interface FrameDesk<Task> {
  readonly put: (source: string, task: Task) => Promise<InferenceResult>
  /** The next frame in turn, none of whose source is under way. */
  readonly take: () => TakenFrame<Task> | undefined
  /** Drops what waits, and every frame put later, as `closing`. */
  readonly close: () => void
  /** Rejects what waits, and every frame put later. */
  readonly breakDown: (error: Error) => void
  readonly counts: () => FrameCounts
}

interface Waiting<Task> {
  readonly task: Task
  readonly since: number
  readonly resolve: (look: InferenceResult) => void
  readonly reject: (error: Error) => void
}

/** `now` is a monotonic clock in ms; `release` is told once of every task, when it is over. */
export function createFrameDesk<Task>(release: (task: Task) => void, now: () => number): FrameDesk<Task> {
  const queue = createFrameQueue<Waiting<Task>>()
  const { finish, drop, fail, counts } = createOutcomes(release)
  let closing = false
  let broken: Error | null = null

  const place = (source: string, frame: Waiting<Task>) => {
    if (broken) return fail(frame, broken)
    if (closing) return drop(frame, 'closing')
    const replaced = queue.offer(source, frame)
    if (replaced) drop(replaced, 'newer_frame')
  }
  return {
    put: (source, task) =>
      new Promise((resolve, reject) => place(source, { task, since: now(), resolve, reject })),
    take() {
      const next = queue.take()
      if (!next) return undefined
      const { source, frame } = next
      const queuedMs = now() - frame.since
      return {
        task: frame.task,
        done: (result) => (queue.done(source), finish(frame, { ...result, queuedMs })),
        failed: (error) => (queue.done(source), fail(frame, error)),
      }
    },
    close() {
      closing = true
      for (const frame of queue.drain()) drop(frame, 'closing')
    },
    breakDown(error) {
      broken = error
      for (const frame of queue.drain()) fail(frame, error)
    },
    counts,
  }
}

/** The three ends of a frame: each releases its task, counts, and answers. */
function createOutcomes<Task>(release: (task: Task) => void) {
  const counts = { looked: 0, failed: 0, dropped: { newer_frame: 0, closing: 0 } }
  return {
    finish(frame: Waiting<Task>, result: SessionResult & { queuedMs: number }) {
      release(frame.task)
      counts.looked += 1
      frame.resolve({ kind: 'detections', ...result })
    },
    drop(frame: Waiting<Task>, reason: DropReason) {
      release(frame.task)
      counts.dropped[reason] += 1
      frame.resolve({ kind: 'dropped', reason })
    },
    fail(frame: Waiting<Task>, error: Error) {
      release(frame.task)
      counts.failed += 1
      frame.reject(error)
    },
    counts: (): FrameCounts => ({ ...counts, dropped: { ...counts.dropped } }),
  }
}
