import type { Clock } from '@sightline/infra/platform/clock'
import { hasErrno } from '@sightline/infra/platform/error'
import type { Sample } from './capture.ts'
import type { InitSegment } from './init-segment.ts'
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
  writer: (RingWriter & { readonly connection: number; readonly startAt: number }) | null
  state: RecordingState
  lost: number
}

/** The file being written. A failed write ends the file and is said; the next key frame tries anew. */
export function createRecording(deps: RecorderDeps) {
  const recording: Recording = { deps, writer: null, state: 'recording', lost: 0 }
  return {
    write: (taken: readonly Taken[]) => attempt(recording, () => writeRuns(recording, taken)),
    trim: () => attempt(recording, async () => void (await makeRoom(recording))),
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
    if (recording.writer) run.push(one.sample)
    else recording.lost += 1
  }
  await writeRun(recording, run)
}

/** Files begin at key frames and never mix connections; one that is long enough ends at the next key frame. */
function needsTurn({ writer, deps }: Recording, { sample, connection }: Taken): boolean {
  if (writer?.connection !== connection) return true
  return sample.isKey && sample.at - writer.startAt >= (deps.fileMs ?? 10_000)
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
  recording.writer = { ...created, connection, startAt: sample.at }
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
