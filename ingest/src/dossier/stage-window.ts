import type { FindingStage } from '@sightline/detectors/finding'
import {
  endsUnconfirmed,
  isFault,
  type FindingEventRecord,
  type FindingRecord,
  type StayRecord,
} from '../findings/finding-record.ts'
import { faultMoment, faultWindow } from './fault-window.ts'
import type { PinWindow } from './held.ts'

const s = 1000
/** How a stage is shown: from so long before its moment to so long after (domain list §2.2: T0-5 s .. T0+10 s), ms. */
const around = {
  opened: { beforeMs: 5 * s, afterMs: 10 * s },
  confirmed: { beforeMs: 5 * s, afterMs: 5 * s },
  closed: { beforeMs: 5 * s, afterMs: 5 * s },
} as const
/** A leaving shown from the last sight of the object on is cut off after this. */
const longestLeavingMs = 60 * s

/**
 * The capture time that a stage's segment has to show. A leaving begins with the object's last sight at its place. The end of a
 * watch shows that sight and nothing after it: nobody saw it leave, and nothing more is recorded.
 */
export function stageWindow({ stage, at, openedAt, dwell, reason }: FindingEventRecord): PinWindow {
  const { beforeMs, afterMs } = around[stage]
  if (stage === 'opened') return { fromAt: openedAt - beforeMs, toAt: openedAt + afterMs, aroundAt: openedAt }
  if (stage === 'confirmed') return { fromAt: at - beforeMs, toAt: at + afterMs, aroundAt: at }
  const leavingTo = Math.min(at + afterMs, dwell.toAt + longestLeavingMs)
  const toAt = reason === 'watch_ended' ? dwell.toAt : leavingTo
  return { fromAt: dwell.toAt - beforeMs, toAt, aroundAt: dwell.toAt }
}

/**
 * So much around a moment is enough for its picture, ms: it may come out of the camera after ones that are shown later, and
 * need a key frame before the last (`still-runs.ts`).
 */
const pictureMs = { before: 3000, after: 500 }

/** The time of that picture: a leaving is shown by the last sight before it, what ended in grace by the place as it is then. */
export const momentAt = ({ event, wasConfirmed }: StayRecord): number =>
  endsUnconfirmed({ event, wasConfirmed }) ? event.at : stageWindow(event).aroundAt

/** The capture time of the one picture of a record's stage; null: nothing can show it. */
export function momentWindow(record: FindingRecord): PinWindow | null {
  const aroundAt = isFault(record) ? faultMoment(record) : momentAt(record)
  if (aroundAt === null) return null
  return { fromAt: aroundAt - pictureMs.before, toAt: aroundAt + pictureMs.after, aroundAt }
}

/** What a stage of any finding has to show; null: nothing can. */
export const windowOf = (record: FindingRecord, stage: FindingStage): PinWindow | null =>
  isFault(record) ? faultWindow(record, stage) : stageWindow({ ...record.event, stage })
