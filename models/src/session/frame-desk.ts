import type { Detection } from '@sightline/detectors/detection'
import type { Size } from '../letterbox.ts'
import { createFrameQueue } from './frame-queue.ts'
import type { SessionResult, SessionTask } from './session-task.ts'

export type DropReason = 'newer_frame' | 'closing'

/** What became of a frame. `ms` is the network and its decoder, `queuedMs` the wait before them. */
export type Look =
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
export interface TakenFrame {
  readonly task: SessionTask
  readonly done: (result: SessionResult) => void
  readonly failed: (error: Error) => void
}

/** Where frames wait for a worker: copies them into shared memory, keeps the newest per source, counts what becomes of each. */
export interface FrameDesk {
  readonly put: (source: string, frame: Uint8Array, picture: Size) => Promise<Look>
  /** The next frame in turn, none of whose source is under way. */
  readonly take: () => TakenFrame | undefined
  /** Drops what waits, and every frame put later, as `closing`. */
  readonly close: () => void
  /** Rejects what waits, and every frame put later. */
  readonly breakDown: (error: Error) => void
  readonly counts: () => FrameCounts
}

interface Waiting {
  readonly task: SessionTask
  readonly since: number
  readonly resolve: (look: Look) => void
  readonly reject: (error: Error) => void
}

/** `now` is a monotonic clock in ms. */
export function createFrameDesk(frameBytes: number, now: () => number): FrameDesk {
  const queue = createFrameQueue<Waiting>()
  const slots = createSlots(frameBytes)
  const { finish, drop, fail, counts } = createOutcomes(slots.give)
  let closing = false
  let broken: Error | null = null

  const place = (source: string, frame: Waiting) => {
    if (broken) return fail(frame, broken)
    if (closing) return drop(frame, 'closing')
    const replaced = queue.offer(source, frame)
    if (replaced) drop(replaced, 'newer_frame')
  }
  return {
    put: (source, frame, picture) =>
      new Promise((resolve, reject) =>
        place(source, { task: { frame: slots.take(frame), picture }, since: now(), resolve, reject }),
      ),
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

/** The three ends of a frame: each gives its memory back, counts, and answers. */
function createOutcomes(giveBack: (slot: SharedArrayBuffer) => void) {
  const counts = { looked: 0, failed: 0, dropped: { newer_frame: 0, closing: 0 } }
  return {
    finish(frame: Waiting, result: SessionResult & { queuedMs: number }) {
      giveBack(frame.task.frame)
      counts.looked += 1
      frame.resolve({ kind: 'detections', ...result })
    },
    drop(frame: Waiting, reason: DropReason) {
      giveBack(frame.task.frame)
      counts.dropped[reason] += 1
      frame.resolve({ kind: 'dropped', reason })
    },
    fail(frame: Waiting, error: Error) {
      giveBack(frame.task.frame)
      counts.failed += 1
      frame.reject(error)
    },
    counts: (): FrameCounts => ({ ...counts, dropped: { ...counts.dropped } }),
  }
}

/** Memory both threads see: a slot per frame waiting or under way, used again and never more than that. */
function createSlots(bytes: number) {
  const free: SharedArrayBuffer[] = []
  return {
    take(frame: Uint8Array): SharedArrayBuffer {
      const slot = free.pop() ?? new SharedArrayBuffer(bytes)
      new Uint8Array(slot).set(frame)
      return slot
    },
    give: (slot: SharedArrayBuffer): void => void free.push(slot),
  }
}
