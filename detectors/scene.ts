import type { ObjectClass } from './detection.ts'
import type { Envelope } from './envelope/silence.ts'
import type { BoundRule, Drop, FindingEvent } from './finding.ts'
import type { Box } from './geometry/point.ts'
import { rules, stayRules } from './rules/table.ts'
import { sceneShape, sceneVersion } from './scene-shape.ts'
import { mismatches } from './shape.ts'
import type { Candidate } from './stays/candidates.ts'
import { foldStays, type Verdict } from './stays/fold-stays.ts'
import { denyStay } from './stays/grow-stay.ts'
import { closeStay } from './stays/stages.ts'
import { isConfirmed, type Stay } from './stays/stay.ts'
import { lengthMs } from './tracking/dwell.ts'
import { winner } from './tracking/observation.ts'
import { steady, type ShakenFrame } from './tracking/steady.ts'
import type { Track, TrackerConfig } from './tracking/track.ts'
import { emptyTracker, track, type TrackerState } from './tracking/tracker.ts'

export interface SceneConfig {
  readonly sourceId: string
  readonly tracker: TrackerConfig
  readonly rules: readonly BoundRule[]
  /** How well the rules see. Absent: nothing against it. */
  readonly envelope?: Envelope
}

/** All that a source remembers between two frames. Plain data: survives JSON, and with it a restart. */
export interface SceneState {
  readonly version: typeof sceneVersion
  readonly tracker: TrackerState
  readonly stays: readonly Stay[]
  readonly candidates: readonly Candidate[]
}

export const emptyScene: SceneState = {
  version: sceneVersion,
  tracker: emptyTracker,
  stays: [],
  candidates: [],
}

/** What was seen in one frame, by track. `stillMs` 0: moving. `insideOf`: rules whose condition holds, whatever the hour. */
export interface FrameFacts {
  readonly at: number
  readonly tracks: readonly {
    readonly id: number
    readonly class: ObjectClass
    /** Running mean of the model's scores. */
    readonly score: number
    /** As measured in this frame, in the view at rest. */
    readonly box: Box
    readonly stillMs: number
    readonly insideOf: readonly string[]
  }[]
}

export interface Step {
  readonly state: SceneState
  readonly events: readonly FindingEvent[]
  readonly drops: readonly Drop[]
  readonly facts: FrameFacts
}

function factsOf(tracks: readonly Track[], verdicts: readonly Verdict[], at: number): FrameFacts {
  return {
    at,
    tracks: tracks
      .filter(({ seenAt }) => seenAt === at)
      .map((seen) => ({
        id: seen.id,
        class: winner(seen.votes),
        score: seen.score,
        box: seen.box,
        stillMs: lengthMs(seen.still),
        insideOf: verdicts
          .filter((verdict) => verdict.track === seen && verdict.reason === null)
          .map(({ ruleId }) => ruleId),
      })),
  }
}

/**
 * One frame later. Pure: the same frames replayed give the same findings with the same ids and events. A late or
 * repeated frame changes nothing and is dropped as `late_frame`. Classes that no rule reads are not tracked.
 */
export function step(
  state: SceneState,
  frame: ShakenFrame,
  { sourceId, tracker, rules: bound, envelope }: SceneConfig,
): Step {
  const { at, detections } = steady(frame)
  if (at <= state.tracker.at)
    return { state, events: [], drops: [{ reason: 'late_frame' }], facts: { at, tracks: [] } }
  const read = new Set(
    [...bound, ...state.stays.map(({ rule }) => rule)].flatMap((r) => rules[r.kind].reads(r.params)),
  )
  const readable = detections.filter((detection) => read.has(detection.class))
  const unread = Array.from(
    { length: detections.length - readable.length },
    () => ({ reason: 'wrong_class' }) as const,
  )
  const tracked = track(state.tracker, { at, detections: readable }, tracker)
  const { tracks } = tracked.state
  const { maxStillGapMs } = tracker
  const judged = foldStays(state, {
    at,
    lastAt: state.tracker.at,
    sourceId,
    rules: bound,
    kinds: stayRules,
    tracks,
    detections,
    maxStillGapMs,
    ...(envelope && { envelope }),
  })
  return {
    state: {
      version: sceneVersion,
      tracker: tracked.state,
      stays: judged.stays,
      candidates: judged.candidates,
    },
    events: judged.events,
    drops: [...unread, ...tracked.drops, ...judged.drops],
    facts: factsOf(tracks, judged.verdicts, at),
  }
}

/** So long after a look that did not show a thing at its place: enough to see it go, or its place empty (`stays/grow-stay.ts`). */
const uncertainMs = 15_000

const maxGapMs = ({ rule: { kind, params } }: Stay): number => rules[kind].timing(params).maxGapMs

/** The last look did not show it at its place, and that is new. */
function isUncertain({ seenAt, clear }: Stay, lookedAt: number, now: number): boolean {
  return seenAt < lookedAt && now - (clear?.fromAt ?? seenAt) <= uncertainMs
}

/**
 * Something needs a closer look: a thing moves or stands inside a zone and no confirmation was reached yet, or a finding's
 * thing was missed at its place a moment ago. What stands confirmed, and what has been out of sight for longer than a
 * claim may bridge, can wait for the slow clock: an empty place ends a finding only after `maxStillGapMs`, because a
 * model that loses a car for half a minute of rain would otherwise make two findings of one stay.
 */
export const isBusy = (state: SceneState, now: number): boolean =>
  state.stays.some(
    (stay) =>
      (!isConfirmed(stay) && now - ((stay.pending ?? stay.dwell)?.toAt ?? stay.seenAt) <= maxGapMs(stay)) ||
      (stay.finding !== null && isUncertain(stay, state.tracker.at, now)),
  )

/**
 * A confirmation that the looks it rests on do not bear out (`proof/check-claim.ts`): it is taken back, and what was claimed is
 * at an end. The finding goes on: it may be confirmed by what is seen from now on, or close unconfirmed.
 */
export function withhold(state: SceneState, findingId: string): SceneState {
  const stays = state.stays.map((stay) =>
    stay.finding?.id === findingId
      ? denyStay({ ...stay, finding: { ...stay.finding, confirmedAt: null } })
      : stay,
  )
  return { ...state, stays }
}

/** What is known of the view ends here: every finding closes with the reason, every track is forgotten; ids go on. */
export function suspend(
  state: SceneState,
  at: number,
  reason: 'view_moved' | 'watch_ended',
): { readonly state: SceneState; readonly events: readonly FindingEvent[] } {
  const tracker = { at: Math.max(at, state.tracker.at), nextId: state.tracker.nextId, tracks: [] }
  return {
    state: { version: sceneVersion, tracker, stays: [], candidates: [] },
    events: state.stays.flatMap((stay) => closeStay(stay, tracker.at, reason)),
  }
}

/** A saved scene that cannot be continued: begin with `emptyScene` and say so. */
export class SceneStateError extends Error {
  readonly code: 'scene_version_differs' | 'scene_malformed'
  readonly paths: readonly string[]
  constructor(code: SceneStateError['code'], paths: readonly string[]) {
    super(`${code}: ${paths.slice(0, 5).join(', ')}`)
    this.name = 'SceneStateError'
    this.code = code
    this.paths = paths
  }
}

/** The saved state, checked in every field. Throws `SceneStateError` when it is of another version or malformed. */
export function parseScene(json: unknown): SceneState {
  const paths = mismatches(json, sceneShape)
  if (paths.length === 0) return json as SceneState
  throw new SceneStateError(paths.includes('version') ? 'scene_version_differs' : 'scene_malformed', paths)
}
