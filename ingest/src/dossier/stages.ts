import type { FindingId } from '@sightline/api/contract/ids'
import type { FindingStage } from '@sightline/detectors/finding'
import { nextDelay } from '@sightline/infra/platform/backoff'
import type { Clock } from '@sightline/infra/platform/clock'
import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import type { Random } from '@sightline/infra/platform/random'
import type { FindingRecord } from '../watch/finding-record.ts'
import type { Pause } from '../watch/pause.ts'
import type { HeldPin } from './stills.ts'
import type { Held } from './held.ts'
import type { FillTask } from './sealing-task.ts'
import type { SealedStage } from './spool-name.ts'
import type { Spool, SpooledDossier } from './spool.ts'
import { windowOf } from './stage-window.ts'

/** How far the recording of a source has come. */
export interface Recording {
  /** Capture time of the newest fragment that is in the ring; null before the first. */
  newestAt(): number | null
  /** Whether more is coming. */
  isLive(): boolean
  /** Until released, nothing of that time is deleted. */
  hold(window: { readonly fromAt: number; readonly toAt: number }): () => void
}

export interface StagesDeps {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly held: Held
  readonly spool: Spool
  /** Writes a dossier's exhibits; answers the manifest's bytes. */
  readonly fill: (task: FillTask) => Promise<Uint8Array>
  /** The folder of the watch, where the judged frames are. */
  readonly watchDir: string
  readonly recording: Recording
  readonly pause: Pause
  readonly onSealed: (dossier: SpooledDossier) => void
  /** The record's consequences are on the disk. */
  readonly carriedOut: (record: FindingRecord) => Promise<void>
}

/** Carries out what happened to a source's findings: pins originals, seals dossiers, drops what was never confirmed. */
export interface Stages {
  /** In the order of their happening; findings do not wait for each other. A record may come again after a crash. */
  accept(records: readonly FindingRecord[]): void
  /** Records accepted and not carried out. */
  open(): number
  /** Resolves when nothing is under way; what is not carried out comes again at the next start. */
  stop(): Promise<void>
}

const retry = { baseMs: 500, maxMs: 15_000 }
const pollMs = 200
/** A stream that stopped, or a camera whose clock runs behind, must not hold a dossier back for longer. */
const afterEndMs = 2000
const latestMs = 20_000

export function createStages(deps: StagesDeps): Stages {
  const stopping = new AbortController()
  const lines = new Map<FindingId, Promise<void>>()
  let open = 0

  async function run(record: FindingRecord, release: () => void): Promise<void> {
    if (await untilDone(deps, record, stopping.signal)) open -= 1
    release()
  }

  return {
    accept(records) {
      open += records.length
      for (const record of records) {
        const { findingId, stage } = record.event
        const window = windowOf(record, stage)
        const release = window ? deps.recording.hold(window) : () => undefined
        const line = (lines.get(findingId) ?? Promise.resolve()).then(() => run(record, release))
        lines.set(findingId, line)
        void line.then(() => lines.get(findingId) === line && lines.delete(findingId))
      }
    },
    open: () => open,
    async stop() {
      stopping.abort()
      await Promise.all(lines.values())
    },
  }
}

/** Tries until it is carried out (true) or the watch ends. */
async function untilDone(deps: StagesDeps, record: FindingRecord, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await carryOut(deps, record, (toAt) => recorded(deps, toAt, signal))
      await deps.carriedOut(record)
      return true
    } catch (err) {
      if (signal.aborted) return false
      const { findingId, stage } = record.event
      const code = err instanceof CodedError ? err.code : 'stage_failed'
      deps.log.error({ err, code, findingId, stage, attempt }, 'finding not carried out, will be tried again')
      await deps.pause(nextDelay(attempt, retry, deps.random), signal)
    }
  }
  return false
}

/** Waits until the ring holds everything up to a moment, or will not. */
async function recorded(
  { recording, clock, pause }: StagesDeps,
  toAt: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const newest = recording.newestAt()
    const over = clock.now() - toAt
    if ((newest !== null && newest >= toAt) || over > latestMs) return
    if (!recording.isLive() && over > afterEndMs) return
    await pause(pollMs, signal)
  }
}

async function carryOut(
  deps: StagesDeps,
  record: FindingRecord,
  recorded: (toAt: number) => Promise<void>,
): Promise<void> {
  const { event, wasConfirmed } = record
  if (event.stage === 'closed' && !wasConfirmed) {
    deps.log.info(
      { findingId: event.findingId, reason: event.reason },
      'finding ended unconfirmed, nothing is kept',
    )
    return deps.held.release(event.findingId)
  }
  if (event.stage === 'opened') {
    await pinStage(deps, { record, stage: 'opened', recorded })
    return
  }
  await seal(deps, { record, stage: event.stage, recorded })
  if (event.stage === 'closed') await deps.held.release(event.findingId)
}

interface PinOrder {
  readonly record: FindingRecord
  readonly stage: FindingStage
  readonly recorded: (toAt: number) => Promise<void>
}

async function pinStage(
  { held }: StagesDeps,
  { record, stage, recorded }: PinOrder,
): Promise<HeldPin | null> {
  const window = windowOf(record, stage)
  if (!window) return null
  await recorded(window.toAt)
  return held.pin({ findingId: record.event.findingId, stage }, window)
}

interface SealOrder extends PinOrder {
  readonly stage: SealedStage
}

async function seal(deps: StagesDeps, { record, stage, recorded }: SealOrder): Promise<void> {
  const { spool, fill, watchDir, log, onSealed } = deps
  const { findingId } = record.event
  const earlier = await spool.find(findingId, stage)
  if (earlier) return onSealed(earlier)
  const pins = new Map<FindingStage, HeldPin>()
  for (const one of stage === 'confirmed' ? (['opened', 'confirmed'] as const) : [stage]) {
    const pinned = await pinStage(deps, { record, stage: one, recorded })
    if (pinned) pins.set(one, pinned)
  }
  const dossier = await spool.seal({
    findingId,
    stage,
    fill: (dir, chain) => fill({ record, stage, pins, watchDir, dir, chain }),
  })
  log.info({ findingId, stage, sequence: dossier.sequence }, 'dossier sealed')
  onSealed(dossier)
}
