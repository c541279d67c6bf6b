import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import type { Envelope } from '@sightline/detectors/envelope/silence'
import type { BoundRule, FindingEvent, HealthEvent } from '@sightline/detectors/finding'
import { endHealth, parseHealth } from '@sightline/detectors/rules/health'
import { refold } from '@sightline/detectors/rules/health-runs'
import { rules } from '@sightline/detectors/rules/table'
import {
  emptyScene,
  parseScene,
  SceneStateError,
  step,
  suspend,
  withhold,
  type SceneState,
} from '@sightline/detectors/scene'
import type { TrackerConfig } from '@sightline/detectors/tracking/track'
import { CodedError } from '@sightline/infra/platform/error'

/** What a dossier claims beside what its own trace gives. */
export interface Replay {
  readonly isSame: boolean
  readonly claimed: Claim
  /** Null: the frames of the trace give no such event. */
  readonly found: Claim | null
  /** Every event of the accused finding that the frames give. */
  readonly events: readonly (FindingEvent | HealthEvent)[]
}

export interface Claim {
  readonly findingId: string
  readonly stage: string
  readonly at: number
  readonly openedAt: number
  /** Null, as is `box`: of a finding about the camera itself. */
  readonly class: string | null
  readonly box: Manifest['finding']['box']
  readonly fault: string | null
  readonly dwell: Manifest['finding']['dwell']
  readonly reason: string | null
  readonly flags: readonly string[]
}

export interface ReplayInput {
  /** Its place in the chain is of no matter here. */
  readonly manifest: Omit<Manifest, 'chain'>
  readonly trace: Trace
  /** What the trace says that the watch remembered before its first frame or look; null: the beginning of all things. */
  readonly start: unknown
  readonly tracker: TrackerConfig
}

/** Recomputes a finding from the facts in its trace, by the same pure fold that made it. */
export function replay(input: ReplayInput): Replay {
  const { findingId, stage, finding, kind } = input.manifest
  const all = rules[kind].of === 'camera' ? foldLooks(input) : foldFrames(input)
  const events = all.filter((event) => event.findingId === findingId)
  const event = events.find((each) => each.stage === stage)
  const claimed = { findingId, stage, ...toClaim(finding) }
  const found = event ? { findingId, stage, ...toClaim(event) } : null
  return { isSame: JSON.stringify(claimed) === JSON.stringify(found), claimed, found, events }
}

type Concluded = Manifest['finding'] | FindingEvent | HealthEvent

/** The same fields in the same order, whatever order they were sealed in. */
function toClaim(concluded: Concluded): Omit<Claim, 'findingId' | 'stage'> {
  const { at, openedAt, dwell, reason } = concluded
  const box = 'box' in concluded ? concluded.box : null
  return {
    at,
    openedAt,
    class: 'class' in concluded ? concluded.class : null,
    box: box && { left: box.left, top: box.top, right: box.right, bottom: box.bottom },
    fault: ('fault' in concluded ? concluded.fault : null) ?? null,
    dwell: {
      fromAt: dwell.fromAt,
      toAt: dwell.toAt,
      seenFrames: dwell.seenFrames,
      longestGapMs: dwell.longestGapMs,
    },
    reason: reason ?? null,
    flags: ('flags' in concluded ? concluded.flags : null) ?? [],
  }
}

/** The rule as it was, from when it was in force; what ended the finding from outside took it away at that moment. */
function rulesAt({ manifest, trace }: ReplayInput, at: number): readonly BoundRule[] {
  const { finding } = manifest
  const isTaken = finding.reason === 'rule_changed' && at === finding.at
  return isTaken || at < (trace.judgedFrom ?? at) ? [] : [toBoundRule(manifest)]
}

/** How well the rule saw: what it asked of the size of things, and whether it was silenced at that moment. */
function envelopeAt({ manifest, trace }: ReplayInput, at: number): Envelope {
  const { finding, rule } = manifest
  const isSilenced = finding.reason === 'view_unfit' && at === finding.at
  const least = trace.least?.findLast(({ fromAt }) => fromAt <= at)?.least
  return {
    silent: isSilenced ? { [rule.id]: 'too_far' } : {},
    least: least ? { [rule.id]: least } : {},
  }
}

function foldFrames(input: ReplayInput): readonly FindingEvent[] {
  const { manifest, trace, start, tracker } = input
  const { finding, source } = manifest
  const events: FindingEvent[] = []
  let state = sceneOf(start, manifest)
  for (const { at, detections, shift, withheld } of trace.frames) {
    const frame = { at, detections, ...(shift && { shift }) }
    const next = step(state, frame, {
      sourceId: source.id,
      tracker,
      rules: rulesAt(input, at),
      envelope: envelopeAt(input, at),
    })
    const isTakenBack = (event: FindingEvent): boolean =>
      withheld === true && event.findingId === manifest.findingId && event.stage === 'confirmed'
    events.push(...next.events.filter((event) => !isTakenBack(event)))
    state = next.events.some(isTakenBack) ? withhold(next.state, manifest.findingId) : next.state
  }
  const { reason, at } = finding
  const isOutside = reason === 'view_moved' || reason === 'watch_ended'
  return isOutside ? [...events, ...suspend(state, at, reason).events] : events
}

/** What was remembered before the first frame; by other software it may have been remembered otherwise. */
function sceneOf(start: unknown, { software }: Pick<Manifest, 'software'>): SceneState {
  try {
    return start === null || start === undefined ? emptyScene : parseScene(start)
  } catch (cause) {
    if (!(cause instanceof SceneStateError)) throw cause
    throw new CodedError(
      cause.code,
      { sealedBy: software.sightline, paths: cause.paths.slice(0, 5) },
      { cause },
    )
  }
}

function foldLooks(input: ReplayInput): readonly HealthEvent[] {
  const start = parseHealth(input.start)
  if (!start) throw new CodedError('trace_start_malformed', { findingId: input.manifest.findingId })
  const { record, events } = refold({ start, runs: input.trace.looks ?? [] }, ({ at }) => ({
    sourceId: input.manifest.source.id,
    rules: rulesAt(input, at),
  }))
  const { reason, at } = input.manifest.finding
  return reason === 'watch_ended' ? [...events, ...endHealth(record, at).events] : events
}

/** The rule as it was in force. */
export const toBoundRule = ({ kind, rule, zone }: Pick<Manifest, 'kind' | 'rule' | 'zone'>): BoundRule => ({
  id: rule.id,
  version: rule.version,
  kind,
  params: rule.params,
  zone: { id: zone.id, version: zone.version, polygon: zone.polygon, bays: zone.bays, hours: zone.hours },
})
