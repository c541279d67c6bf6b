import type { WantedSource } from '@sightline/api/contract/workers'
import { openEnvelope, type Envelope } from '@sightline/detectors/envelope/silence'
import type { BoundRule, Drop } from '@sightline/detectors/finding'
import { stepHealth, type HealthLook } from '@sightline/detectors/rules/health'
import { noteLook } from '@sightline/detectors/rules/health-runs'
import { needNow } from '@sightline/detectors/cadence/need'
import { rules } from '@sightline/detectors/rules/table'
import type { Turn } from '@sightline/detectors/geometry/turn'
import { isBusy, step, suspend } from '@sightline/detectors/scene'
import { asSeen, type ShakenFrame } from '@sightline/detectors/tracking/steady'
import type { TrackerConfig } from '@sightline/detectors/tracking/track'
import type { Clock } from '@sightline/infra/platform/clock'
import type { CodedError } from '@sightline/infra/platform/error'
import { rulesInForce, toBoundRule, toSceneConfig } from '../sources/bind-rules.ts'
import { isSameEvent, type FindingRecord } from '../findings/finding-record.ts'
import {
  followOpen,
  toFaultRecords,
  toRecords,
  type FaultContext,
  type RecordContext,
} from '../findings/record-events.ts'
import { loadState, saveState, type WatchState } from './saved-state.ts'
import { proveStep, type Unproven } from './withheld.ts'
import { openTraceLog, ruleKey, type JudgedBy, type TraceLog } from '../findings/trace-log.ts'

export interface JudgeDeps {
  /** The watch's own folder. */
  readonly dir: string
  readonly clock: Clock
  readonly tracker: TrackerConfig
  readonly onDrops: (drops: readonly Drop[]) => void
  /** A confirmation was taken back: its looks do not bear it out. It is among the drops too. */
  readonly onUnproven: (unproven: Unproven) => void
  /** Called after the events are on the disk: with the new ones, and at the start with those not carried out before. */
  readonly onRecords: (records: readonly FindingRecord[]) => void
}

/** What was true of the stream when a frame was looked at, and who looked. */
export type Moment = Omit<RecordContext, 'source'>

/** What was true of the stream when its camera was looked at. */
export type CameraMoment = Pick<FaultContext, 'stream' | 'newestAt'>

/** The fold of one source, one frame at a time, whose memory survives a kill. */
export interface Judge {
  /** Judges a frame after all that came before it. Rejects when the disk refuses: the judge is then spent, open another. */
  look(frame: ShakenFrame, moment: Moment): Promise<void>
  /** The view moved: what is open closes, and nothing is remembered. */
  suspend(at: number, moment: Moment): Promise<void>
  /** Pictures are turned otherwise from now on: as when the view moved. The same turn as before changes nothing. */
  turn(turn: Turn, at: number, moment: Moment): Promise<void>
  /** Judges the camera itself, after every look before; frames or none. Rejects as `look` does. */
  lookAtCamera(look: HealthLook, moment: CameraMoment): Promise<void>
  /** Zones and rules from the next frame on. */
  setSource(source: WantedSource): void
  /** How well its rules see, from the next frame on. */
  setEnvelope(envelope: Envelope): void
  /** As it was set last. */
  envelope(): Envelope
  /** The event's consequences are on the disk; it will not be handed out again. */
  carriedOut(record: FindingRecord): Promise<void>
  isBusy(now: number): boolean
  /** The longest time between two looks that serves the rules that apply now, ms. */
  needMs(now: number): number
  state(): WatchState
  readonly refused: CodedError | null
  close(): Promise<void>
}

const saveEveryMs = 1000
/** What is wrong with a camera lasts: a kill may forget so much of it. Where the rule allows no such gap the time begins anew. */
const saveHealthEveryMs = 10_000
/** Longer than a thing can stand before its finding opens (stillSeconds is at most ten minutes). */
const rememberMs = 12 * 60_000

/** Opens the saved state and hands out what was not carried out. */
export async function openJudge(deps: JudgeDeps, wanted: WantedSource): Promise<Judge> {
  const { state, refused } = await loadState(deps.dir, deps.clock.now())
  const trace = await openTraceLog(deps.dir, state.scene.tracker.at)
  const memory: Memory = {
    deps,
    trace,
    state,
    source: wanted,
    envelope: openEnvelope,
    bound: null,
    savedAt: deps.clock.monotonic(),
  }
  const inTurn = createTurns()
  deps.onRecords(state.pending)
  return {
    look: (frame, moment) => inTurn(() => look(memory, frame, moment)),
    suspend: (at, moment) => inTurn(() => suspendAll(memory, at, moment)),
    turn: (turn, at, moment) =>
      inTurn(async () => {
        if (turn === memory.state.turn) return
        await suspendAll(memory, at, moment)
        await save(memory, { ...memory.state, turn }, true)
        memory.state = { ...memory.state, turn }
      }),
    lookAtCamera: (one, moment) => inTurn(() => lookAtCamera(memory, one, moment)),
    setSource: (next) => void (memory.source = next),
    setEnvelope: (next) => void (memory.envelope = next),
    envelope: () => memory.envelope,
    carriedOut: (record) =>
      inTurn(async () => {
        const pending = memory.state.pending.filter(({ event }) => !isSameEvent(event, record.event))
        memory.state = { ...memory.state, pending }
        await save(memory, memory.state, false)
      }),
    isBusy: (now) => isBusy(memory.state.scene, now),
    needMs: (now) => needNow(boundOf(memory), { stays: memory.state.scene.stays, at: now }),
    state: () => memory.state,
    refused,
    close: () => inTurn(() => save(memory, memory.state, true)).finally(() => trace.close()),
  }
}

/** What a judge knows. `state` is never ahead of the disk by an event. */
interface Memory {
  readonly deps: JudgeDeps
  readonly trace: TraceLog
  state: WatchState
  source: WantedSource
  envelope: Envelope
  /** The rules of that source, bound once: they are asked for at every sample. */
  bound: { readonly of: WantedSource; readonly rules: readonly BoundRule[] } | null
  savedAt: number
}

function boundOf(memory: Memory): readonly BoundRule[] {
  const { source, bound } = memory
  if (bound?.of === source) return bound.rules
  const own = rulesInForce(source).map(toBoundRule)
  memory.bound = { of: source, rules: own }
  return own
}

/** One at a time; after a failure none: what is in memory may then be ahead of the disk. */
function createTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  let turns: Promise<unknown> = Promise.resolve()
  return (act) => {
    const turn = turns.then(act)
    turns = turn
    turn.catch(() => undefined)
    return turn
  }
}

/** What is open closes, and nothing is remembered. */
async function suspendAll(memory: Memory, at: number, moment: Moment): Promise<void> {
  const { state: scene, events } = suspend(memory.state.scene, at, 'view_moved')
  const records = toRecords(events, memory.state.open, { source: sourceOf(memory), ...moment })
  await settle(memory, { scene, records, isDue: isDue(memory, saveEveryMs) })
}

/** What is judged is in pictures as they were turned then, whatever is set meanwhile. */
const sourceOf = ({ source, state }: Memory): WantedSource => ({ ...source, turn: state.turn })

async function look(memory: Memory, frame: ShakenFrame, moment: Moment): Promise<void> {
  const { deps, trace, source, envelope } = memory
  const before = memory.state.scene
  const config = { ...toSceneConfig(source, deps.tracker), envelope }
  const stepped = step(before, frame, config)
  if (stepped.state === before) return deps.onDrops(stepped.drops)
  const tracks = stepped.facts.tracks.map(({ id, box }) => ({ id, box: asSeen(box, frame) }))
  const row = { ...frame, tracks }
  const { scene, events, drops, unproven } = await proveStep(stepped, { dir: deps.dir, trace, frame: row })
  deps.onDrops(drops)
  for (const one of unproven) deps.onUnproven(one)
  const withheld = unproven.map(({ event }) => event.findingId)
  trace.append(withheld.length > 0 ? { ...row, withheld } : row, before, judgedBy(memory))
  const records = toRecords(events, memory.state.open, { source: sourceOf(memory), ...moment })
  await settle(memory, { scene, records, isDue: isDue(memory, saveEveryMs) })
}

/** The rules that speak, and what they ask of the size of things. */
export function judgedBy({
  source,
  envelope,
}: {
  readonly source: Pick<WantedSource, 'zones' | 'rules'>
  readonly envelope: Envelope
}): JudgedBy {
  const speaking = rulesInForce(source).filter(({ rule }) => !envelope.silent[rule.id])
  const rules = speaking.map(({ rule, zone }) => ruleKey(rule, zone))
  return { rules, ...(Object.keys(envelope.least).length > 0 && { least: envelope.least }) }
}

async function lookAtCamera(memory: Memory, one: HealthLook, moment: CameraMoment): Promise<void> {
  const { source, state } = memory
  const before = state.health.record
  const bound = rulesInForce(source).map(toBoundRule)
  const { record, events } = stepHealth(before, one, { sourceId: source.id, rules: bound })
  if (record === before) return
  const log = noteLook(state.health.log, one, before)
  const records = toFaultRecords(events, state.open, { source: sourceOf(memory), ...moment, log })
  const isOther = record.ailments.length !== before.ailments.length
  const isLasting = record.ailments.length > 0 && isDue(memory, saveHealthEveryMs)
  await settle(memory, { health: { record, log }, records, isDue: isOther || isLasting })
}

const isDue = ({ deps, savedAt }: Memory, everyMs: number): boolean =>
  deps.clock.monotonic() - savedAt >= everyMs

interface Outcome extends Partial<Pick<WatchState, 'scene' | 'health'>> {
  readonly records: readonly FindingRecord[]
  readonly isDue: boolean
}

async function settle(memory: Memory, { records, isDue, ...judged }: Outcome): Promise<void> {
  const { deps, state } = memory
  const after = { ...state, ...judged }
  const open = followOpen(state.open, records, after.scene)
  const next = { ...after, open, pending: [...state.pending, ...records] }
  if (records.length > 0 || isDue) await save(memory, next, records.length > 0)
  memory.state = next
  if (records.length > 0) deps.onRecords(records)
  await memory.trace.forgetBefore(neededFrom(next, next.scene.tracker.at))
}

async function save(memory: Memory, next: WatchState, durable: boolean): Promise<void> {
  await memory.trace.flush(durable)
  await saveState(memory.deps.dir, next)
  memory.savedAt = memory.deps.clock.monotonic()
}

/** From when on judged frames are needed; what is concluded of the camera itself rests on none. */
function neededFrom({ open, pending }: WatchState, at: number): number {
  const ofFrames = [...open, ...pending].filter(({ rule }) => rules[rule.kind].of === 'tracks')
  return Math.min(at - rememberMs, ...ofFrames.map(({ stayFromAt }) => stayFromAt))
}
