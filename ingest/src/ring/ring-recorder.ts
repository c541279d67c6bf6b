import type { Sample } from '../sources/rtsp/capture.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { createRecording, type RecorderDeps, type RecordingState, type Taken } from './ring-recording.ts'

export interface Recorder {
  connect(init: InitSegment): void
  append(sample: Sample): void
  trim(): void
  /** Resolves when everything taken so far is on the disk or counted as lost. */
  settle(): Promise<void>
  close(): Promise<void>
  stats(): { state: RecordingState; lost: number }
}

/** Each write goes to a thread and back, which costs more than what is written: fewer and larger ones. What a kill loses is as long. */
const FLUSH_MS = 500
/** A disk that is so far behind is not going to catch up: the rest is lost and counted, not kept in memory. */
const QUEUE_BYTES = 16 << 20

/** Writes samples to the ring's files, one step after the other, never making the caller wait. */
export function createRecorder(deps: RecorderDeps): Recorder {
  const recording = createRecording(deps)
  let connected: { connection: number; init: InitSegment } | null = null
  let connection = Math.max(0, ...deps.files.map(({ header }) => header.connection))
  let queue: Taken[] = []
  let queuedBytes = 0
  let timer: NodeJS.Timeout | null = null
  let tail: Promise<void> = Promise.resolve()

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    tail = tail.then(async () => {
      const taken = queue
      queue = []
      queuedBytes = 0
      await recording.write(taken)
    })
    return tail
  }

  return {
    connect(init) {
      connection += 1
      connected = { connection, init }
    },
    append(sample) {
      if (!connected || queuedBytes > QUEUE_BYTES) return recording.lose(1)
      queue.push({ sample, ...connected })
      queuedBytes += sample.bytes.length
      timer ??= setTimeout(() => void flush(), FLUSH_MS)
    },
    trim: () => void (tail = tail.then(() => recording.trim())),
    settle: flush,
    async close() {
      await flush()
      await recording.close()
    },
    stats: () => recording.stats(),
  }
}
