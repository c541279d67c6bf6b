import type { SealedStage, StagePart } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import { endsUnconfirmed, type FindingRecord } from '../findings/finding-record.ts'
import type { SealName } from '../spool/spool-name.ts'
import type { StagesDeps } from './stages-deps.ts'
import { momentWindow, windowOf } from './stage-window.ts'
import type { HeldPin } from './stills.ts'

const pollMs = 200
/** A stream that stopped, or a camera whose clock runs behind, must not hold a dossier back for longer. */
const afterEndMs = 2000
const latestMs = 20_000

/**
 * Seals what is known when it happens: the fact, and the picture of its moment, decoded from what is recorded by now. Of what
 * ends in grace this is all: how the place looks now.
 */
export async function carryOutFirst(deps: StagesDeps, record: FindingRecord): Promise<void> {
  const { findingId, stage } = record.event
  if (await isWhole(deps, record)) return
  const pin = async (): Promise<Map<FindingStage, HeldPin>> => {
    const window = momentWindow(record)
    if (!window) return new Map()
    return new Map([[stage, await deps.held.pin({ findingId, stage, isAtOnce: true }, window)]])
  }
  await deps.sealTurns.first(() => sealOnce(deps, { record, part: 'first', firstDir: null }, pin))
  await deps.held.releaseAtOnce({ findingId, stage })
}

/** All else of a record, after its first part: waits for the recording. */
export async function carryOutRest(
  deps: StagesDeps,
  record: FindingRecord,
  signal: AbortSignal,
): Promise<void> {
  const { findingId, stage, reason } = record.event
  if (endsUnconfirmed(record)) {
    deps.log.info({ findingId, reason }, 'finding ended unconfirmed, its recording is not kept')
    return deps.held.release(findingId)
  }
  if (stage === 'opened') {
    await recordedOf(deps, { record, stage, signal })
    await deps.sealTurns.rest(() => pinStage(deps, record, stage))
    return
  }
  await recordedOf(deps, { record, stage, signal })
  await deps.sealTurns.rest(() => sealRest(deps, record, stage))
  if (stage === 'closed') await deps.held.release(findingId)
}

interface PinOrder {
  readonly record: FindingRecord
  readonly stage: FindingStage
  readonly signal: AbortSignal
}

async function sealRest(deps: StagesDeps, record: FindingRecord, stage: SealedStage): Promise<void> {
  const { findingId } = record.event
  const shown: readonly FindingStage[] = stage === 'confirmed' ? ['opened', 'confirmed'] : ['closed']
  const pin = async (): Promise<Map<FindingStage, HeldPin>> => {
    const pins = new Map<FindingStage, HeldPin>()
    for (const one of shown) {
      const pinned = await pinStage(deps, record, one)
      if (pinned) pins.set(one, pinned)
    }
    return pins
  }
  if (await isWhole(deps, record)) return sealOnce(deps, { record, part: 'whole', firstDir: null }, pin)
  const first = await deps.spool.find({ findingId, stage: record.event.stage, part: 'first' })
  if (!first) throw new Error(`no first part of ${findingId} ${stage}`)
  await sealOnce(deps, { record, part: 'supplement', firstDir: first.dir }, pin)
}

/** Sealed all in one by an older worker, which was stopped before it knew. */
async function isWhole({ spool }: StagesDeps, { event }: FindingRecord): Promise<boolean> {
  const { findingId, stage } = event
  return (await spool.find({ findingId, stage, part: 'whole' })) !== null
}

/** What a stage shows last is recorded, and with it all that came before. */
async function recordedOf(deps: StagesDeps, { record, stage, signal }: PinOrder): Promise<void> {
  const window = windowOf(record, stage)
  if (window) await recorded(deps, window.toAt, signal)
}

async function pinStage(
  deps: StagesDeps,
  record: FindingRecord,
  stage: FindingStage,
): Promise<HeldPin | null> {
  const window = windowOf(record, stage)
  return window && deps.held.pin({ findingId: record.event.findingId, stage }, window)
}

interface SealOrder {
  readonly record: FindingRecord
  readonly part: StagePart
  readonly firstDir: string | null
}

/** Seals, or takes what was sealed before a crash. Either way it is told of. */
async function sealOnce(
  { spool, fill, watchDir, log, onSealed }: StagesDeps,
  { record, part, firstDir }: SealOrder,
  pin: () => Promise<ReadonlyMap<FindingStage, HeldPin>>,
): Promise<void> {
  const { findingId } = record.event
  const stage: SealedStage = record.event.stage
  const name: SealName = { findingId, stage, part }
  const earlier = await spool.find(name)
  if (earlier) return onSealed(earlier)
  const pins = await pin()
  const dossier = await spool.seal({
    ...name,
    fill: (dir) => fill({ record, stage, part, firstDir, pins, watchDir, dir }),
  })
  log.info({ ...name, sequence: dossier.sequence }, 'dossier sealed')
  onSealed(dossier)
}

/** Waits until the ring holds everything up to a moment, or will not. */
async function recorded(
  { recording, clock, pause }: StagesDeps,
  toAt: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    if (recording.isOver()) return
    const newest = recording.newestAt()
    const over = clock.now() - toAt
    if ((newest !== null && newest >= toAt) || over > latestMs) return
    if (!recording.isLive() && over > afterEndMs) return
    await pause(pollMs, signal)
  }
}
