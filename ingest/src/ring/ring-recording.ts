import type { Clock } from '@sightline/infra/platform/clock'
import { hasErrno } from '@sightline/infra/platform/error'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { createRingFile, removeRingFile, type RingFile, type RingWriter } from './ring-file.ts'
import type { WantedRange } from './ring-range.ts'
import { findSpent, type RingBounds } from './ring-trim.ts'

/** `disk_full`: only held evidence and other people's files are left; recording stops and begins again when there is room. */
export type RecordingState = 'recording' | 'disk_full' | 'write_failed'

export interface RecorderDeps extends RingBounds {
  readonly dir: string
  readonly clock: Clock
  readonly files: RingFile[]
  readonly holds: ReadonlySet<WantedRange>
  /** A new file at the first key frame after so long, ms. Default 10 000. */
  readonly fileMs?: number
  /** A file whose key frame is so long ago ends, and with it the recording until the next key frame, ms. Default 120 000. */
  readonly groupMs?: number
  /** With less than this free on the disk nothing is written. */
  readonly floorBytes: number
  readonly freeBytes: () => Promise<number>
  /** Says a change once; `detail` is for the log. */
  readonly onState: (state: RecordingState, detail: string) => void
}

/** A sample and the connection it came on. */
export interface Taken {
  readonly sample: Sample
  readonly connection: number
  readonly init: InitSegment
}

interface Recording {
  readonly deps: RecorderDeps
  writer: (RingWriter & { readonly connection: number; readonly startAt: number; takenBytes: number }) | null
  state: RecordingState
  lost: number
  /** When room was last looked for, on a clock that nobody sets, ms. */
  roomAt: number
}

/** So often it is looked whether there is room while a file is written, ms. */
const roomEveryMs = 1000
/** Of this share of the ring's bytes a file ends at the next key frame, and of twice as much without one. */
const fileShare = 1 / 8

/** The file being written. A failed write ends the file and is said; the next key frame tries anew. */
export function createRecording(deps: RecorderDeps) {
  const recording: Recording = {
    deps,
    writer: null,
    state: 'recording',
    lost: 0,
    roomAt: Number.NEGATIVE_INFINITY,
  }
  return {
    write: (taken: readonly Taken[]) => attempt(recording, () => writeRuns(recording, taken)),
    trim: () => attempt(recording, () => keepRoom(recording)),
    close: () => attempt(recording, () => endFile(recording)),
    lose: (count: number) => void (recording.lost += count),
    stats: () => ({ state: recording.state, lost: recording.lost }),
  }
}

async function writeRuns(recording: Recording, taken: readonly Taken[]): Promise<void> {
  let run: Sample[] = []
  for (const one of taken) {
    if (needsTurn(recording, one)) {
      await writeRun(recording, run)
      run = []
      await (one.sample.isKey ? turn(recording, one) : endFile(recording))
    }
    if (recording.writer) {
      run.push(one.sample)
      recording.writer.takenBytes += one.sample.bytes.length
    } else recording.lost += 1
  }
  await writeRun(recording, run)
  const now = recording.deps.clock.monotonic()
  if (now - recording.roomAt < roomEveryMs && !isOverfull(recording)) return
  recording.roomAt = now
  await keepRoom(recording)
}

const isOverfull = ({ deps }: Recording): boolean =>
  deps.files.reduce((sum, { bytes }) => sum + bytes, 0) > deps.maxBytes

/** Ends the file that is written where the disk is short and nothing else may go. */
async function keepRoom(recording: Recording): Promise<void> {
  if ((await makeRoom(recording)) || !recording.writer) return
  await endFile(recording)
  say(recording, 'disk_full', 'less than the floor is free on the disk')
}

/**
 * Files begin at key frames and never mix connections; one that is long enough ends at the next key frame. Where none comes
 * it ends by time or bytes: what follows could not be decoded without all that was before it.
 */
function needsTurn({ writer, deps }: Recording, { sample, connection }: Taken): boolean {
  if (writer?.connection !== connection) return true
  const lastsMs = sample.at - writer.startAt
  const mostBytes = deps.maxBytes * fileShare
  if (sample.isKey) return lastsMs >= (deps.fileMs ?? 10_000) || writer.takenBytes >= mostBytes
  return lastsMs >= Math.min(deps.groupMs ?? 120_000, deps.maxAgeMs) || writer.takenBytes >= 2 * mostBytes
}

async function writeRun(recording: Recording, run: readonly Sample[]): Promise<void> {
  if (run.length === 0 || !recording.writer) return
  recording.lost += run.length
  await recording.writer.write(run)
  recording.lost -= run.length
}

async function turn(recording: Recording, { sample, connection, init }: Taken): Promise<void> {
  const { deps } = recording
  await endFile(recording)
  if (!(await makeRoom(recording)))
    return say(recording, 'disk_full', 'less than the floor is free on the disk')
  const seq = (deps.files.at(-1)?.seq ?? 0) + 1
  const created = await createRingFile({ dir: deps.dir, seq, connection, init, startAt: sample.at })
  deps.files.push(created.file)
  recording.writer = { ...created, connection, startAt: sample.at, takenBytes: 0 }
  say(recording, 'recording', '')
}

async function endFile(recording: Recording): Promise<void> {
  const ended = recording.writer
  recording.writer = null
  await ended?.close()
}

async function attempt(recording: Recording, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    say(recording, hasErrno(error, 'ENOSPC') ? 'disk_full' : 'write_failed', String(error))
    await Promise.allSettled([endFile(recording)])
  }
}

function say(recording: Recording, next: RecordingState, detail: string): void {
  if (next !== recording.state) recording.deps.onState(next, detail)
  recording.state = next
}

/** Deletes what may go; false when the disk is still short afterwards. Held evidence is never deleted to make room. */
async function makeRoom({ deps, writer }: Recording): Promise<boolean> {
  for (;;) {
    const isDiskShort = (await deps.freeBytes()) < deps.floorBytes
    const idle = deps.files.filter((file) => file !== writer?.file)
    const facts = { ...deps, now: deps.clock.now(), holds: [...deps.holds], isDiskShort }
    const spent = findSpent(idle, { ...facts, writtenBytes: writer?.file.bytes ?? 0 })
    if (spent.length === 0) return !isDiskShort
    for (const file of spent) {
      await removeRingFile(file.path)
      deps.files.splice(deps.files.indexOf(file), 1)
    }
  }
}
