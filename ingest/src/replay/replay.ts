import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import type { BoundRule, FindingEvent } from '@sightline/detectors/finding'
import { emptyScene, step, suspend, type SceneState } from '@sightline/detectors/scene'
import type { TrackerConfig } from '@sightline/detectors/tracking/track'

/** What a dossier claims beside what its own trace gives. */
export interface Replay {
  readonly isSame: boolean
  readonly claimed: Claim
  /** Null: the frames of the trace give no such event. */
  readonly found: Claim | null
  /** Every event of the accused finding that the frames give. */
  readonly events: readonly FindingEvent[]
}

interface Claim {
  readonly findingId: string
  readonly stage: string
  readonly at: number
  readonly openedAt: number
  readonly class: string
  readonly box: Manifest['finding']['box']
  readonly dwell: Manifest['finding']['dwell']
  readonly reason: string | null
}

export interface ReplayInput {
  readonly manifest: Manifest
  readonly trace: Trace
  /** What the watch remembered before the first frame; the empty scene where it remembered nothing. */
  readonly start: SceneState | null
  readonly tracker: TrackerConfig
}

/** Recomputes a finding from the facts in its trace, by the same pure fold that made it. */
export function replay({ manifest, trace, start, tracker }: ReplayInput): Replay {
  const { findingId, stage, finding } = manifest
  const events = fold({ manifest, trace, start, tracker }).filter((event) => event.findingId === findingId)
  const event = events.find((each) => each.stage === stage)
  const claimed = { findingId, stage, ...pick(finding), reason: finding.reason }
  const found = event ? { findingId, stage, ...pick(event), reason: event.reason ?? null } : null
  return { isSame: JSON.stringify(claimed) === JSON.stringify(found), claimed, found, events }
}

const pick = ({ at, openedAt, class: seen, box, dwell }: Manifest['finding'] | FindingEvent) => ({
  at,
  openedAt,
  class: seen,
  box: { left: box.left, top: box.top, right: box.right, bottom: box.bottom },
  dwell: {
    fromAt: dwell.fromAt,
    toAt: dwell.toAt,
    seenFrames: dwell.seenFrames,
    longestGapMs: dwell.longestGapMs,
  },
})

function fold({ manifest, trace, start, tracker }: ReplayInput): FindingEvent[] {
  const { finding, source } = manifest
  const rules = [toBoundRule(manifest)]
  const events: FindingEvent[] = []
  let state = start ?? emptyScene
  for (const { at, detections } of trace.frames) {
    // What ended it from outside the frames ended it at that moment.
    const isGone = finding.reason === 'rule_changed' && at === finding.at
    const next = step(state, { at, detections }, { sourceId: source.id, tracker, rules: isGone ? [] : rules })
    events.push(...next.events)
    state = next.state
  }
  return finding.reason === 'view_moved' ? [...events, ...suspend(state, finding.at).events] : events
}

const toBoundRule = ({ kind, rule, zone }: Manifest): BoundRule => ({
  id: rule.id,
  version: rule.version,
  kind,
  params: rule.params,
  zone: { id: zone.id, version: zone.version, polygon: zone.polygon, bays: zone.bays, hours: zone.hours },
})
