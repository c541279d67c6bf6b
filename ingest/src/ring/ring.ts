import { mkdir, statfs } from 'node:fs/promises'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { type Clip, copyRange } from './ring-clip.ts'
import { type RecoveryReport, recoverRing, type RingFile } from './ring-file.ts'
import { findRange, type WantedRange } from './ring-range.ts'
import { createRecorder, type Recorder } from './ring-recorder.ts'
import type { RecorderDeps, RecordingState } from './ring-recording.ts'

export interface RingDeps extends Omit<RecorderDeps, 'files' | 'holds' | 'freeBytes'> {
  readonly clock: Clock
  /** Free bytes of the disk under `dir`. Default: asks the file system. */
  readonly freeBytes?: () => Promise<number>
}

export interface RingStats {
  readonly state: RecordingState
  readonly bytes: number
  readonly files: number
  /** Capture time of the oldest and newest fragment on the disk; null when it has none. */
  readonly fromAt: number | null
  readonly toAt: number | null
  /** Fragments that were not written: no key frame yet, a full disk, or a disk that is too slow. */
  readonly lost: number
}

export interface Ring {
  /** What was found at start-up and what was cut off. */
  readonly recovered: RecoveryReport
  /** A new connection: the next key frame begins a new file. */
  init(init: InitSegment): void
  /** Takes a sample; returns at once. On the disk within about half a second. */
  append(sample: Sample): void
  /** Copies a time out of the ring (`copyRange`); waits until all taken samples are written. Throws `ring_range_gone`, `ring_fragment_altered`. */
  clip(wanted: WantedRange, pathOf: (part: number) => string): Promise<Clip>
  /** Until released, no file with pictures of this time is deleted, those not yet recorded included. */
  hold(wanted: WantedRange): () => void
  /** The newest key frame of this run, for a snapshot; null before the first. */
  latestKey(): { readonly init: InitSegment; readonly sample: Sample } | null
  stats(): RingStats
  close(): Promise<void>
}

const TRIM_EVERY_MS = 30_000

/** Opens the evidence ring of one stream under `dir` (created when missing): untouched fragments, bounded in bytes and age. */
export async function openRing(deps: RingDeps): Promise<Ring> {
  await mkdir(deps.dir, { recursive: true })
  const { files, report } = await recoverRing(deps.dir)
  const holds = new Set<WantedRange>()
  const freeBytes = deps.freeBytes ?? (() => askFreeBytes(deps.dir))
  const recorder = createRecorder({ ...deps, files, holds, freeBytes })
  const timer = setInterval(() => recorder.trim(), TRIM_EVERY_MS).unref()
  return {
    ...createIntake(recorder),
    recovered: report,
    clip: (wanted, pathOf) => clip({ recorder, files, holds }, wanted, pathOf),
    hold: (wanted) => holdRange(holds, wanted),
    stats: () => ({ ...recorder.stats(), ...measure(files) }),
    async close() {
      clearInterval(timer)
      await recorder.close()
    },
  }
}

function createIntake(recorder: Recorder): Pick<Ring, 'init' | 'append' | 'latestKey'> {
  let init: InitSegment | null = null
  let key: ReturnType<Ring['latestKey']> = null
  return {
    init(next) {
      init = next
      recorder.connect(next)
    },
    append(sample) {
      if (sample.isKey && init) key = { init, sample }
      recorder.append(sample)
    },
    latestKey: () => key,
  }
}

interface Shelf {
  readonly recorder: Recorder
  readonly files: readonly RingFile[]
  readonly holds: Set<WantedRange>
}

async function clip(
  { recorder, files, holds }: Shelf,
  wanted: WantedRange,
  pathOf: (part: number) => string,
): Promise<Clip> {
  const release = holdRange(holds, wanted)
  try {
    await recorder.settle()
    const range = await findRange(files, wanted)
    // The key frame the clip begins with may lie in an earlier file than the wanted time.
    const firstAt = range.parts[0]?.pieces[0]?.entry.at ?? wanted.fromAt
    const releaseFirst = holdRange(holds, { fromAt: firstAt, toAt: wanted.fromAt })
    return await copyRange(range, pathOf).finally(releaseFirst)
  } finally {
    release()
  }
}

function holdRange(holds: Set<WantedRange>, { fromAt, toAt }: WantedRange): () => void {
  const held = { fromAt, toAt }
  holds.add(held)
  return () => void holds.delete(held)
}

const measure = (files: readonly RingFile[]): Omit<RingStats, 'state' | 'lost'> => ({
  bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  files: files.length,
  fromAt: files[0]?.span?.fromAt ?? null,
  toAt: files.at(-1)?.span?.toAt ?? null,
})

async function askFreeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}
