import type { BoundRule, FindingEvent } from '@sightline/detectors/finding'
import type { Timing } from '@sightline/detectors/rules/rule'
import { rules, stayRules } from '@sightline/detectors/rules/table'
import { emptyScene, step, type SceneState } from '@sightline/detectors/scene'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Scene, View, Violation } from '../simulator/scene.ts'
import { allScenes } from '../simulator/scenes/scenes.ts'
import { inWeather, looksAt, perfectStandIn, type Looked } from '../simulator/truth-frames.ts'
import { truthAt, type TruthBox } from '../simulator/truth.ts'
import { atOtherTimes } from '../simulator/vary-times.ts'
import { vary } from '../simulator/vary.ts'
import { zonesInView } from '../simulator/zones.ts'
import { falseSight } from './rules-false-boxes.ts'
import { createGate } from './rules-gate.ts'
import { usualTempo, type NamedStandIn, type PlannedScene, type RulePlan } from './rules-plan.ts'
import type { Stretch, Told, TrueStay } from './rules.ts'

/** One variation of a scene through one camera, under one rule. */
export interface Variation {
  readonly scene: Scene
  readonly view: View
  readonly rules: readonly BoundRule[]
  readonly stays: readonly TrueStay[]
  readonly timing: Timing
}

const epochMs = Date.UTC(2026, 5, 1, 2)
/** How finely it is told when a thing was in sight. */
const sightMs = 200

interface Seen {
  readonly scene: Scene
  readonly view: View
  readonly maxGapMs: number
}

/** What violates, as it is at a time. */
const shownAt = ({ scene, view }: Omit<Seen, 'maxGapMs'>, violation: Violation, ms: number): TruthBox[] =>
  truthAt(scene, view, ms / 1000).filter(
    (one) => one.actorId === violation.actorId && one.class === (violation.class ?? one.class),
  )

/** The parts of its time in which it was in sight, none further apart than the rule lets pass. */
function stretchesOf(violation: Violation, seen: Seen): Stretch[] {
  const [from, to] = [violation.from * 1000, violation.to * 1000]
  const isInSight = (ms: number): boolean =>
    shownAt(seen, violation, ms).some((one) => one.visibleShare >= perfectStandIn.leastShare)
  const stretches: Stretch[] = []
  for (let ms = from; ms < to; ms += sightMs) {
    if (!isInSight(ms)) continue
    const last = stretches.at(-1)
    const until = Math.min(ms + sightMs, to)
    if (last && ms - last.to <= seen.maxGapMs) stretches.splice(-1, 1, { ...last, to: until })
    else stretches.push({ from: ms, to: until, isEndSeen: true })
  }
  return stretches.map((one) => ({
    from: epochMs + one.from,
    to: epochMs + one.to,
    isEndSeen: one.to < seen.scene.loopSeconds * 1000,
  }))
}

/** The scene of a plan on another day and at another pace, through one of its cameras in turn, under the rule. Pure. */
export function variationOf(
  { kind, params, hours = [] }: RulePlan,
  [sceneId, , tempo = usualTempo]: PlannedScene,
  seed: number,
): Variation {
  const original = allScenes[sceneId]
  if (!original) throw new Error(`no scene ${sceneId}`)
  const scene = atOtherTimes(vary(original, seed), seed, tempo)
  const camera = scene.cameras[seed % scene.cameras.length]
  if (!camera) throw new Error(`no camera in ${sceneId}`)
  const { view } = camera
  const bound = zonesInView(scene.zones, view).map(({ id, polygon, bays }) => ({
    id: `${kind}-${id}`,
    version: 1,
    kind,
    params,
    zone: { id, version: 1, polygon, bays, hours },
  }))
  const timing = stayRules[kind].timing(params)
  const stays = scene.violations
    .filter((violation) => violation.kind === kind)
    .map((violation) => ({
      stretches: stretchesOf(violation, { scene, view, maxGapMs: timing.maxGapMs }),
      placesAt: (at: number) => shownAt({ scene, view }, violation, at - epochMs).map(({ box }) => box),
    }))
  return { scene, view, rules: bound, stays, timing }
}

/** What a confirmed finding claimed at its close, or when the film ends. */
function toldOf(confirmed: FindingEvent, events: readonly FindingEvent[], { stays }: SceneState): Told {
  const isIt = (id: string | undefined): boolean => id === confirmed.findingId
  const closed = events.find(({ findingId, stage }) => stage === 'closed' && isIt(findingId))
  const dwell = (closed ?? stays.find(({ finding }) => isIt(finding?.id)))?.dwell ?? confirmed.dwell
  return { confirmedAt: confirmed.at, box: confirmed.box, fromAt: dwell.fromAt, toAt: dwell.toAt }
}

export interface Filming {
  readonly model: NamedStandIn
  readonly everyMs: number
  /** Of what the eye misses and makes up. */
  readonly seed: number
}

/** What the eye makes of the variation. Pure. */
export function film({ scene, view, rules: bound }: Variation, { model, everyMs, seed }: Filming): Looked[] {
  const filmMs = scene.loopSeconds * 1000
  const classes = [...new Set(bound.flatMap(({ kind, params }) => rules[kind].reads(params)))]
  const falseAt = model.falseBoxes && falseSight({ model: model.falseBoxes, classes, filmMs, seed })
  const looking = { scene, view, epochMs, everyMs, looks: Math.floor(filmMs / everyMs) }
  const standIn = { ...inWeather(model.standIn, scene.weather), seed }
  return Array.from(looksAt({ ...looking, standIn }), ({ frame, truth }) => {
    const detections = [...frame.detections, ...(falseAt?.(frame.at - epochMs) ?? [])]
    return { frame: { ...frame, detections }, truth }
  })
}

/** The rules as in production, over all these looks or those that the gate lets pass. Pure. */
export function play({ scene, rules: bound }: Variation, looks: readonly Looked[], isGated = false): Told[] {
  const config = { sourceId: scene.id, tracker: trackerDefaults, rules: bound }
  const gate = isGated ? createGate(bound) : null
  const events: FindingEvent[] = []
  let state = emptyScene
  for (const look of looks)
    for (const { frame } of gate?.due(look, state) ?? [look]) {
      const next = step(state, frame, config)
      state = next.state
      events.push(...next.events)
    }
  return events.filter(({ stage }) => stage === 'confirmed').map((event) => toldOf(event, events, state))
}
