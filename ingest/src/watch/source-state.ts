import { ruleIdSchema } from '@sightline/api/contract/ids'
import type { SourceState } from '@sightline/api/contract/sources'
import type { Drop } from '@sightline/detectors/finding'
import type { ViewTilt } from '@sightline/detectors/envelope/rule-sight'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { RingStats } from '../ring/ring.ts'
import type { ConnectionState } from '../sources/rtsp/supervise.ts'
import type { ToldSight } from './envelope-watch.ts'

/** What is counted of a watch since it started. */
export interface WatchCounts {
  framesLooked: number
  readonly framesDropped: Record<string, number>
  readonly drops: NonNullable<SourceState['drops']>
  readonly eventsByStage: Record<string, number>
}

export const zeroCounts = (): WatchCounts => ({
  framesLooked: 0,
  framesDropped: {},
  drops: {},
  eventsByStage: {},
})

export const countDrops = ({ drops }: WatchCounts, dropped: readonly Drop[]): void => {
  for (const { reason } of dropped) drops[reason] = (drops[reason] ?? 0) + 1
}
export const countOne = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

export interface StateInput {
  readonly now: number
  readonly connection: ConnectionState
  readonly ring: Pick<RingStats, 'state' | 'fromAt' | 'bytes'> | null
  readonly isFull: boolean
  /** Null: no model is ready. */
  readonly modelSet: { readonly offered: readonly SourceState['classes'][number][] } | null
  readonly lastSample: Pick<Sample, 'at' | 'arrivedAt' | 'clock'> | null
  /** Since when no picture can be made of what comes, epoch ms. */
  readonly blindSince: number | null
  readonly health: SourceState['health']
  readonly cadence: SourceState['cadence']
  readonly fps: number
  readonly kbps: number
  readonly counts: WatchCounts
  readonly openStays: number
  /** Looked at later than its rules need. */
  readonly isLate: boolean
  readonly sights: readonly ToldSight[]
  readonly tilt: ViewTilt | null
}

/** Over this without a sample a source is silent, whatever its connection believes, ms. */
const silentMs = 4500

/** Whether pictures come: connected, and the last one is not too long ago. */
export const isSending = ({
  now,
  connection,
  lastSample,
}: Pick<StateInput, 'now' | 'lastSample'> & {
  readonly connection: Pick<ConnectionState, 'connection'>
}): boolean => connection.connection === 'live' && !(lastSample && now - lastSample.arrivedAt > silentMs)

/** What the api is told of a source. A disk that takes no more evidence outranks a stream that flows. */
export function toSourceState(input: StateInput): SourceState {
  const { lastSample, counts, ring } = input
  return {
    ...connectionOf(input),
    health: input.health,
    lastSampleAt: lastSample?.at ?? null,
    clockSource: lastSample?.clock.source ?? null,
    clockOffsetMs: lastSample?.clock.offsetMs ?? null,
    classes: [...(input.modelSet?.offered ?? [])],
    cadence: input.cadence,
    fps: input.fps,
    kbps: input.kbps,
    framesLooked: counts.framesLooked,
    framesDropped: { ...counts.framesDropped },
    drops: { ...counts.drops },
    ringFromAt: ring?.fromAt ?? null,
    ringBytes: ring?.bytes ?? 0,
    openStays: input.openStays,
    sights: input.sights.map(toSight),
    tilt: input.tilt && toTilt(input.tilt),
    isLate: input.isLate && input.modelSet !== null && input.blindSince === null && isSending(input),
  }
}

const toTilt = ({ degrees, from, to, by }: ViewTilt): NonNullable<SourceState['tilt']> => ({
  degrees: Math.round(degrees),
  from: Math.floor(from),
  to: Math.ceil(to),
  by,
})

const rounded = (value: number): number => Math.round(value * 1000) / 1000

function toSight(sight: ToldSight): NonNullable<SourceState['sights']>[number] {
  const { ruleId, silent, thing, px, leastPx, blindShare, blind } = sight
  return {
    ruleId: ruleIdSchema.parse(ruleId),
    silent,
    thing,
    px: px === null ? null : Math.round(px * 10) / 10,
    leastPx,
    blindShare: rounded(blindShare),
    blind: blind.map(({ left, top, right, bottom }) => ({
      left: rounded(left),
      top: rounded(top),
      right: rounded(right),
      bottom: rounded(bottom),
    })),
  }
}

function connectionOf({
  now,
  connection,
  ring,
  isFull,
  modelSet,
  lastSample,
  blindSince,
}: StateInput): Pick<SourceState, 'connection' | 'since' | 'fault'> {
  const { since, fault } = connection
  if (isFull || (ring && ring.state !== 'recording'))
    return { connection: 'fault', since, fault: 'disk_full' }
  if (connection.connection !== 'live') return { connection: connection.connection, since, fault }
  if (lastSample && !isSending({ now, connection, lastSample })) {
    return { connection: 'silent', since: lastSample.arrivedAt, fault: 'silence' }
  }
  if (blindSince !== null) return { connection: 'fault', since: blindSince, fault: 'no_picture' }
  return { connection: 'live', since, fault: modelSet ? fault : 'no_model' }
}
