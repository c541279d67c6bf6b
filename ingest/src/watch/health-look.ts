import type { SourceState } from '@sightline/api/contract/sources'
import { healthFaults } from '@sightline/detectors/finding'
import type { HealthLook } from '@sightline/detectors/rules/health'

/** What is known of a camera when it is looked at. Capture times of one camera. */
export interface CameraFacts {
  readonly isSending: boolean
  /** Of its newest sample; null before the first. */
  readonly sampleAt: number | null
  /** What the gate says of the picture, and by which pictures it says so; null: by none yet. */
  readonly said: SourceState['health']
  readonly judged: { readonly fromAt: number; readonly toAt: number } | null
}

/** As long as the slowest sign must last before it is said (a moved view, `gate/health.ts`), ms. */
const settlesMs = 60_000
/** What was judged longer ago tells nothing of now; above the key frame distance of any camera that is in order, ms. */
const freshMs = 30_000

/** One look. Without pictures nothing is known of the picture; soon after a start what is not said may be there all the same. */
export function toHealthLook(at: number, { isSending, sampleAt, said, judged }: CameraFacts): HealthLook {
  if (!isSending) return { at, faults: ['offline'], isSure: false }
  const isFresh = judged !== null && sampleAt !== null && sampleAt - judged.toAt <= freshMs
  if (!isFresh) return { at, faults: [], isSure: false }
  return {
    at,
    faults: healthFaults.filter((fault) => said.some((one) => one === fault)),
    isSure: judged.toAt - judged.fromAt >= settlesMs,
  }
}
