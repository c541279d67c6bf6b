import { findingIdSchema } from '@sightline/api/contract/ids'
import type { ShadowCounts, ShadowDrop, ShadowEvent } from '@sightline/api/contract/shadow-report'
import { ruleIdSchema, zoneIdSchema } from '@sightline/api/contract/ids'
import type { FindingEvent, StayKind } from '@sightline/detectors/finding'
import { isFault, type FindingRecord } from '../findings/finding-record.ts'

/** So many looks are remembered to tell how much of a stay was shared: half an hour at five a second. */
const mostMarks = 9_000
/** So many events wait for the api; of more the oldest are lost, and counted. */
const mostWaiting = 200
/** So many pictures of each side are told of a source: enough to judge by. */
const mostPictures = 100

interface Mark {
  readonly at: number
  isShared: boolean
}

/** What is counted and told of a shadow on one source. */
export interface SourceDesk {
  /** Those in force looked; answers the mark of that look, to be given back where the shadow shared it. */
  inForceLooked(at: number): Mark
  dropped(reason: ShadowDrop): void
  /** `sizes`: of the picture and of the model's input. */
  shared(mark: Mark, took: { ms: number; sizes: ShadowCounts['sizes'] }): void
  spent(took: { readonly cpuMs: number; readonly residentBytes: number }): void
  /** A finding of the shadow. */
  found(event: FindingEvent, jpeg: Uint8Array | null): void
  /** Of those in force; `draw` gives the picture of its moment. */
  concluded(record: FindingRecord, draw: (at: number) => Promise<Uint8Array | null>): Promise<void>
  counts(): ShadowCounts
  /** What waits to be told, at most so much. */
  waiting(most: number): readonly ShadowEvent[]
  told(events: readonly ShadowEvent[]): void
}

export function createSourceDesk(now: () => number): SourceDesk {
  const began = now()
  const marks: Mark[] = []
  let events: readonly ShadowEvent[] = []
  const pictures = { shadow: 0, in_force: 0 }
  const counts = zeroCounts()

  function push(event: ShadowEvent): void {
    events = [...events, event]
    if (events.length <= mostWaiting) return
    counts.lost += events.length - mostWaiting
    events = events.slice(-mostWaiting)
  }
  function pictured(side: ShadowEvent['side'], jpeg: Uint8Array | null): string | null {
    if (jpeg === null || pictures[side] >= mostPictures) return null
    pictures[side] += 1
    return Buffer.from(jpeg).toString('base64')
  }
  /** Of a stay that began before the shadow did it cannot have seen enough. */
  function sharedOf(fromAt: number, toAt: number): Pick<Confirmed, 'looks' | 'shared'> {
    const first = marks[0]
    if (!first || fromAt < first.at) return { looks: 1, shared: 0 }
    const own = marks.filter(({ at }) => at >= fromAt && at <= toAt)
    return { looks: own.length, shared: own.filter(({ isShared }) => isShared).length }
  }
  return {
    inForceLooked(at) {
      const mark = { at, isShared: false }
      marks.push(mark)
      if (marks.length > mostMarks) marks.splice(0, marks.length - mostMarks)
      counts.looks += 1
      return mark
    },
    dropped: (reason) => void (counts.dropped[reason] += 1),
    spent: (took) => spend(counts, took),
    shared(mark, { ms, sizes }) {
      mark.isShared = true
      counts.looked += 1
      counts.ms += ms
      counts.slowestMs = Math.max(counts.slowestMs, ms)
      counts.sizes = sizes
    },
    found(event, jpeg) {
      if (event.stage === 'closed') return push(toClosed('shadow', event))
      if (event.stage !== 'confirmed') return
      push({ ...toConfirmed('shadow', event), looks: 0, shared: 0, picture: pictured('shadow', jpeg) })
    },
    async concluded(record, draw) {
      if (isFault(record)) return
      const { event, stayFromAt, wasConfirmed } = record
      if (event.stage === 'closed') return wasConfirmed ? push(toClosed('in_force', event)) : undefined
      if (event.stage !== 'confirmed') return
      const seen = sharedOf(stayFromAt, event.at)
      const picture = pictured('in_force', await draw(event.at))
      push({ ...toConfirmed('in_force', event), ...seen, picture })
    },
    counts: () => ({ ...counts, dropped: { ...counts.dropped }, elapsedMs: now() - began }),
    waiting: (most) => events.slice(0, most),
    told: (gone) => void (events = events.filter((event) => !gone.includes(event))),
  }
}

type Confirmed = Extract<ShadowEvent, { stage: 'confirmed' }>

const toClosed = (
  side: ShadowEvent['side'],
  { findingId, at }: Pick<FindingEvent, 'findingId' | 'at'>,
): ShadowEvent => ({
  stage: 'closed',
  side,
  findingId: findingIdSchema.parse(findingId),
  closedAt: at,
})

/** What is told of an event. */
type Conclusion = Pick<
  FindingEvent,
  'findingId' | 'zoneId' | 'ruleId' | 'ruleVersion' | 'kind' | 'openedAt' | 'at' | 'box'
>

const toConfirmed = (
  side: ShadowEvent['side'],
  { findingId, zoneId, ruleId, ruleVersion, kind, openedAt, at, box }: Conclusion,
): Omit<Confirmed, 'looks' | 'shared' | 'picture'> => ({
  stage: 'confirmed',
  side,
  findingId: findingIdSchema.parse(findingId),
  zoneId: zoneIdSchema.parse(zoneId),
  ruleId: ruleIdSchema.parse(ruleId),
  ruleVersion,
  // Only stays have events of this kind.
  kind: kind as StayKind,
  openedAt,
  confirmedAt: at,
  box,
})

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function spend(counts: Mutable<ShadowCounts>, took: Parameters<SourceDesk['spent']>[0]): void {
  counts.cpuMs += took.cpuMs
  counts.residentBytes = Math.max(counts.residentBytes, took.residentBytes)
}

const zeroCounts = (): Mutable<ShadowCounts> => ({
  looks: 0,
  looked: 0,
  dropped: { opening: 0, behind: 0, busy: 0, budget: 0, failed: 0, idle: 0 },
  ms: 0,
  slowestMs: 0,
  cpuMs: 0,
  residentBytes: 0,
  elapsedMs: 0,
  sizes: null,
  lost: 0,
})
