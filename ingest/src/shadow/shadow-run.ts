import { mostShadowEvents, type ShadowDrop, type WantedShadow } from '@sightline/api/contract/shadow-report'
import { sourceIdSchema } from '@sightline/api/contract/ids'
import { limitTo } from '@sightline/infra/platform/deadline'
import { faultOf } from '../floor/tell-missing.ts'
import type { FindingRecord } from '../findings/finding-record.ts'
import type { ShadowLook, ShadowsDeps } from './beside.ts'
import { restUntil, whyNotNow } from './may-look.ts'
import type { ShadowSource, ShownPicture } from './messages.ts'
import type { Looked, ShadowChild } from './shadow-child.ts'
import { createSourceDesk, type SourceDesk } from './source-desk.ts'

/** One shadow while it runs. */
export interface ShadowRunning {
  want(wanted: WantedShadow): void
  wantsPicture(sourceId: string): boolean
  looked(look: ShadowLook): void
  suspended(sourceId: string, at: number): void
  isBehind(): void
  concluded(sourceId: string, records: readonly FindingRecord[]): void
  /** Ends it, and tells what waits, if the api listens. */
  close(): Promise<void>
}

/** Between two tries to open it. */
const againMs = 30_000
/** A model that ends its process so often stays ended. */
const mostDeaths = 3
const tellEveryMs = 2_000
/** What only was counted can wait so long. */
const countEveryMs = 10_000
/** What is left when it ends is told within. */
const lastWordMs = 5_000

/** A source's desk, and what the process knows of it. */
interface Seat {
  readonly desk: SourceDesk
  readonly beganAt: number
  known: { readonly child: ShadowChild; readonly source: ShadowSource } | null
  /** As it was told last, and when; null: never. */
  told: { readonly looks: number; readonly fault: string | null; readonly at: number } | null
}

interface Memory {
  wanted: WantedShadow
  child: ShadowChild | null
  fault: string | null
  isLooking: boolean
  behindAt: number
  spentUntil: number
  readonly seats: Map<string, Seat>
}

export function createShadowRun(deps: ShadowsDeps, first: WantedShadow): ShadowRunning {
  const memory: Memory = {
    wanted: first,
    child: null,
    fault: 'opening',
    isLooking: false,
    behindAt: Number.NEGATIVE_INFINITY,
    spentUntil: Number.NEGATIVE_INFINITY,
    seats: new Map(),
  }
  const closing = new AbortController()
  const working = Promise.all([
    keepOpen(deps, memory, closing.signal),
    keepTelling(deps, memory, closing.signal),
  ])
  const isOurs = (sourceId: string): boolean => memory.wanted.sourceIds.some((id) => id === sourceId)
  return {
    want: (wanted) => void (memory.wanted = wanted),
    wantsPicture: (sourceId) => isOurs(sourceId) && whyNot(deps, memory) === null,
    looked(look) {
      if (!isOurs(look.source.id)) return
      const seat = seatOf(deps, memory, look.source.id)
      const mark = seat.desk.inForceLooked(look.at)
      const reason = whyNot(deps, memory)
      if (reason !== null) return seat.desk.dropped(reason)
      // Nobody kept it: when it was taken, the shadow could not look.
      if (look.picture === null || memory.child === null) return seat.desk.dropped('busy')
      memory.isLooking = true
      lookBeside(seat, { ...look, picture: look.picture, child: memory.child })
        .then((looked) => settle(deps, memory, { seat, mark, looked, picture: look.picture }))
        .catch((err: unknown) => deps.log.warn({ err }, 'a shadow failed'))
        .finally(() => (memory.isLooking = false))
    },
    suspended: (sourceId, at) => void (isOurs(sourceId) && memory.child?.suspend(sourceId, at)),
    isBehind: () => void (memory.behindAt = deps.clock.monotonic()),
    concluded(sourceId, records) {
      if (!isOurs(sourceId)) return
      const { desk } = seatOf(deps, memory, sourceId)
      const draw = async (at: number) => (await memory.child?.draw(sourceId, at)) ?? null
      for (const record of records)
        desk.concluded(record, draw).catch((err: unknown) => deps.log.warn({ err }, 'a shadow failed'))
    },
    async close() {
      closing.abort()
      memory.child?.end()
      await working
      for (const seat of memory.seats.values()) seat.told = null
      const limit = limitTo(lastWordMs, new AbortController().signal)
      await tellAll(deps, memory, limit.signal).finally(() => limit.end())
    },
  }
}

function whyNot({ clock }: ShadowsDeps, memory: Memory): ShadowDrop | null {
  const { child, isLooking, behindAt, spentUntil } = memory
  const isOpen = child !== null && child.input() !== null
  return whyNotNow({ now: clock.monotonic(), isOpen, isLooking, behindAt, spentUntil })
}

function seatOf({ clock }: ShadowsDeps, { seats }: Memory, sourceId: string): Seat {
  const known = seats.get(sourceId)
  if (known) return known
  const desk = createSourceDesk(clock.monotonic)
  const made = { desk, beganAt: clock.now(), known: null, told: null }
  seats.set(sourceId, made)
  return made
}

type Showing = ShadowLook & { readonly picture: ShownPicture; readonly child: ShadowChild }

function lookBeside(seat: Seat, showing: Showing): Promise<Looked | null> {
  const { child, source, at, shift, detections, picture, size, envelope } = showing
  if (seat.known?.child !== child || seat.known.source !== source) {
    const { id, zones, rules } = source
    child.knows({ id, zones, rules })
    seat.known = { child, source }
  }
  return child.look({ sourceId: source.id, at, detections, picture, size, envelope, ...(shift && { shift }) })
}

interface Outcome {
  readonly seat: Seat
  readonly mark: ReturnType<SourceDesk['inForceLooked']>
  readonly looked: Looked | null
  readonly picture: ShownPicture | null
}

function settle({ clock }: ShadowsDeps, memory: Memory, { seat, mark, looked, picture }: Outcome): void {
  const { desk } = seat
  if (looked === null) return desk.dropped('failed')
  const { outcome, cpuMs } = looked
  memory.spentUntil = restUntil(clock.monotonic(), cpuMs, memory.wanted.cpuPercent)
  desk.spent(looked)
  if (outcome.kind !== 'seen') return desk.dropped(outcome.kind)
  const input = memory.child?.input() ?? null
  const { width, height } = picture?.content ?? { width: 0, height: 0 }
  const sizes = input && { shown: { width, height }, input }
  desk.shared(mark, { ms: outcome.ms, sizes })
  for (const { event, jpeg } of outcome.found) desk.found(event, jpeg)
}

/** Opens its process, and again where it ended by itself, a few times. */
async function keepOpen(deps: ShadowsDeps, memory: Memory, signal: AbortSignal): Promise<void> {
  for (let deaths = 0; deaths < mostDeaths && !signal.aborted;) {
    const fault = await runOnce(deps, memory, signal)
    memory.child = null
    if (signal.aborted) return
    memory.fault = fault.code
    if (fault.isDeath) deaths += 1
    deps.log.warn({ runId: memory.wanted.runId, fault: fault.code, deaths }, 'a shadow does not look')
    if (deaths < mostDeaths) await deps.pause(againMs, signal)
  }
}

interface Fault {
  readonly code: string
  /** Its process ended, in place of never having begun. */
  readonly isDeath: boolean
}

/** From its opening to its end. */
async function runOnce(deps: ShadowsDeps, memory: Memory, signal: AbortSignal): Promise<Fault> {
  const { prepare, dir } = deps
  const { runId } = memory.wanted
  try {
    const setup = { ...(await prepare(memory.wanted, signal)), runId, dir }
    signal.throwIfAborted()
    const code = await new Promise<string>((resolve) => {
      memory.child = deps.startChild({ setup, onFault: resolve })
      memory.fault = null
      signal.addEventListener('abort', () => resolve('closed'), { once: true })
    })
    return { code, isDeath: true }
  } catch (error) {
    return { code: faultOf(error), isDeath: false }
  }
}

async function keepTelling(deps: ShadowsDeps, memory: Memory, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await deps.pause(tellEveryMs, signal)
    if (!signal.aborted) await tellAll(deps, memory, signal)
  }
}

/** What could not be told waits: an api that does not answer is asked again. */
async function tellAll(deps: ShadowsDeps, memory: Memory, signal: AbortSignal): Promise<void> {
  for (const [sourceId, seat] of memory.seats) {
    try {
      while (isNews(deps, memory, seat) && !signal.aborted)
        await tell(deps, memory, { sourceId, seat, signal })
    } catch (err) {
      if (!signal.aborted) deps.log.debug({ err }, 'what a shadow found waits')
    }
  }
}

/** Why it does not look now; null: it does. */
const faultNow = ({ child, fault }: Memory): string | null =>
  child !== null && child.input() === null ? 'opening' : fault

function isNews({ clock }: ShadowsDeps, memory: Memory, { desk, told }: Seat): boolean {
  if (told === null || desk.waiting(1).length > 0 || faultNow(memory) !== told.fault) return true
  return desk.counts().looks !== told.looks && clock.monotonic() - told.at >= countEveryMs
}

interface Telling {
  readonly sourceId: string
  readonly seat: Seat
  readonly signal: AbortSignal
}

async function tell(deps: ShadowsDeps, memory: Memory, { sourceId, seat, signal }: Telling): Promise<void> {
  const { desk, beganAt } = seat
  const { wanted } = memory
  const fault = faultNow(memory)
  const [counts, events] = [desk.counts(), desk.waiting(mostShadowEvents)]
  const report = { runId: wanted.runId, sourceId: sourceIdSchema.parse(sourceId), beganAt, counts, fault }
  await deps.send({ ...report, events: [...events] }, signal)
  desk.told(events)
  seat.told = { looks: counts.looks, fault, at: deps.clock.monotonic() }
}
