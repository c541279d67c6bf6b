import type { Drop, FindingEvent } from '@sightline/detectors/finding'
import type { ProofFailure } from '@sightline/detectors/proof/claim'
import { withhold, type SceneState, type Step } from '@sightline/detectors/scene'
import { proveClaim, toProofFrames } from '../findings/prove.ts'
import { readTrace, type TraceFrame, type TraceLog } from '../findings/trace-log.ts'

/** A confirmation that was taken back, and why. */
export interface Unproven {
  readonly event: FindingEvent
  readonly failures: readonly ProofFailure[]
}

/** What a frame gave, without the confirmations that its looks do not bear out. */
export interface Proven {
  readonly scene: SceneState
  readonly events: readonly FindingEvent[]
  readonly drops: readonly Drop[]
  readonly unproven: readonly Unproven[]
}

interface Judged {
  readonly dir: string
  readonly trace: Pick<TraceLog, 'flush'>
  /** The frame that was judged just now, which is not in the log yet. */
  readonly frame: TraceFrame
}

/**
 * Asks the trace of every confirmation, before anybody hears of it. What fails is no confirmation: its finding goes on, or
 * closes unconfirmed. A frame without one costs nothing.
 */
export async function proveStep({ state, events, drops }: Step, judged: Judged): Promise<Proven> {
  const confirmed = events.filter(({ stage }) => stage === 'confirmed')
  if (confirmed.length === 0) return { scene: state, events, drops, unproven: [] }
  await judged.trace.flush(false)
  const checked = await Promise.all(
    confirmed.map(async (event) => ({ event, failures: await failuresOf(event, state, judged) })),
  )
  const unproven = checked.filter(({ failures }) => failures.length > 0)
  return {
    scene: unproven.reduce((scene, { event }) => withhold(scene, event.findingId), state),
    events: events.filter((event) => !unproven.some((one) => one.event === event)),
    drops: [...drops, ...unproven.map(({ event }) => toDrop(event))],
    unproven,
  }
}

const toDrop = ({ ruleId, trackId }: FindingEvent): Drop => ({ reason: 'unproven', ruleId, trackId })

async function failuresOf(
  event: FindingEvent,
  { stays }: SceneState,
  { dir, frame }: Judged,
): Promise<readonly ProofFailure[]> {
  const rule = stays.find(({ finding }) => finding?.id === event.findingId)?.rule
  if (!rule) throw new Error(`confirmed finding ${event.findingId} without a stay`)
  const { frames } = await readTrace(dir, event.dwell.fromAt, event.at)
  return proveClaim(event, rule, toProofFrames([...frames, frame], event))
}
