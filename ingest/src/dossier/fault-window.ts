import type { FindingStage, PictureFault } from '@sightline/detectors/finding'
import type { FaultRecord } from '../findings/finding-record.ts'
import type { PinWindow } from './held.ts'

const s = 1000
/** A sign lasts for so long before it is said (`gate/health.ts`), told by key frames seconds apart: so far back lies the change, ms. */
const changeMs: Readonly<Record<PictureFault, number>> = {
  covered: 25 * s,
  black: 20 * s,
  frozen: 20 * s,
  moved: 70 * s,
}
const aroundMs = 5 * s
const lastSeenMs = 10 * s

/**
 * The capture time that shows a stage of a camera's fault: how it began, how it was at the limit, how it ended. Of a
 * camera that sends nothing: the last that was recorded, and its return. Null: there is nothing to show.
 */
export function faultWindow({ event, stream, newestAt }: FaultRecord, stage: FindingStage): PinWindow | null {
  const { fault, at, dwell, reason } = event
  const afterMs = reason === 'watch_ended' ? 0 : aroundMs
  // Looks are taken by the worker's clock, pictures by the camera's.
  const aheadMs = stream.clock.offsetMs ?? 0
  const around = (moment: number): PinWindow => ({
    fromAt: moment - aroundMs,
    toAt: moment + afterMs,
    aroundAt: moment,
  })
  if (fault === 'offline') {
    if (stage === 'closed') return around(at)
    if (stage === 'confirmed' || newestAt === null) return null
    return { fromAt: newestAt - lastSeenMs, toAt: newestAt, aroundAt: newestAt }
  }
  if (stage !== 'opened') return around(at + aheadMs)
  const fromAt = dwell.fromAt + aheadMs
  return { fromAt: fromAt - changeMs[fault], toAt: fromAt + aroundMs, aroundAt: fromAt }
}

/** The capture time of a stage's one picture: of an opening the fault as it had just begun, or the last that came. */
export function faultMoment(record: FaultRecord): number | null {
  const { stage } = record.event
  const window = faultWindow(record, stage)
  if (!window) return null
  return stage === 'opened' ? window.toAt : window.aroundAt
}
