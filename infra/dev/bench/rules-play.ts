import type { BoundRule, FindingEvent } from '@sightline/detectors/finding'
import { rules, stayRules } from '@sightline/detectors/rules/table'
import { emptyScene, step, type SceneState } from '@sightline/detectors/scene'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Scene, View, Violation } from '../simulator/scene.ts'
import { allScenes } from '../simulator/scenes/scenes.ts'
import { looksAt, perfectEye } from '../simulator/truth-frames.ts'
import { truthAt } from '../simulator/truth.ts'
import { vary } from '../simulator/vary.ts'
import { zonesInView } from '../simulator/zones.ts'
import { falseSight } from './rules-false-boxes.ts'
import type { EyeModel, RulePlan } from './rules-plan.ts'
import type { Stretch, Told, TrueStay } from './rules.ts'

/** One variation of a scene through one camera, under one rule. */
export interface Variation {
  readonly scene: Scene
  readonly view: View
  readonly rules: readonly BoundRule[]
  readonly seconds: number
  readonly stays: readonly TrueStay[]
  /** A stay must last for so long to be confirmed. */
  readonly leastMs: number
}

const epochMs = Date.UTC(2026, 5, 1, 2)
/** How finely it is told when a thing was in sight. */
const sightMs = 1000

/** When a violation goes on; one that fills the loop goes on through all of them. */
function spansOf(
  { loopSeconds }: Scene,
  { from, to }: Violation,
  loops: number,
): [from: number, to: number][] {
  if (from === 0 && to === loopSeconds) return [[0, loops * loopSeconds]]
  return Array.from({ length: loops }, (_, k) => [from + k * loopSeconds, to + k * loopSeconds])
}

interface Seen {
  readonly scene: Scene
  readonly view: View
  readonly maxGapMs: number
  readonly filmMs: number
}

/** The parts of a span in which the actor was in sight, none further apart than the rule lets pass. */
function stretchesOf(
  { actorId }: Violation,
  [from, to]: readonly [number, number],
  { scene, view, maxGapMs, filmMs }: Seen,
): Stretch[] {
  const isInSight = (ms: number): boolean =>
    truthAt(scene, view, ms / 1000).some(
      (one) => one.actorId === actorId && one.visibleShare >= perfectEye.leastShare,
    )
  const stretches: Stretch[] = []
  for (let ms = from * 1000; ms < to * 1000; ms += sightMs) {
    if (!isInSight(ms)) continue
    const last = stretches.at(-1)
    const until = Math.min(ms + sightMs, to * 1000)
    if (last && ms - last.to <= maxGapMs) stretches.splice(-1, 1, { ...last, to: until })
    else stretches.push({ from: ms, to: until, isEndSeen: true })
  }
  return stretches.map((one) => ({
    from: epochMs + one.from,
    to: epochMs + one.to,
    isEndSeen: one.to < filmMs,
  }))
}

/** The scene of a plan on another day, through one of its cameras in turn, the rule bound to its zones. Pure. */
export function variationOf(
  { kind, params }: RulePlan,
  [sceneId, loops]: readonly [string, number],
  seed: number,
): Variation {
  const original = allScenes[sceneId]
  if (!original) throw new Error(`no scene ${sceneId}`)
  const scene = vary(original, seed)
  const camera = scene.cameras[seed % scene.cameras.length]
  if (!camera) throw new Error(`no camera in ${sceneId}`)
  const { view } = camera
  const bound = zonesInView(scene.zones, view).map(({ id, polygon, bays }) => ({
    ...{ id: `${kind}-${id}`, version: 1, kind, params },
    zone: { id, version: 1, polygon, bays, hours: [] },
  }))
  const timing = stayRules[kind].timing(params)
  const seconds = loops * scene.loopSeconds
  const seen = { scene, view, maxGapMs: timing.maxGapMs, filmMs: seconds * 1000 }
  const stays = scene.violations
    .filter((violation) => violation.kind === kind)
    .flatMap((violation) =>
      spansOf(scene, violation, loops).map((span) => ({
        stretches: stretchesOf(violation, span, seen),
        placesAt: (at: number) =>
          truthAt(scene, view, (at - epochMs) / 1000)
            .filter((one) => one.actorId === violation.actorId)
            .map(({ box }) => box),
      })),
    )
  return { scene, view, rules: bound, seconds, stays, leastMs: timing.stillMs + timing.graceMs }
}

/** What a confirmed finding claimed at its close, or when the film ends. */
function toldOf(confirmed: FindingEvent, events: readonly FindingEvent[], { stays }: SceneState): Told {
  const isIt = (id: string | undefined): boolean => id === confirmed.findingId
  const closed = events.find(({ findingId, stage }) => stage === 'closed' && isIt(findingId))
  const dwell = (closed ?? stays.find(({ finding }) => isIt(finding?.id)) ?? confirmed).dwell
  return { confirmedAt: confirmed.at, box: confirmed.box, fromAt: dwell.fromAt, toAt: dwell.toAt }
}

export interface Playing {
  readonly model: EyeModel
  readonly everyMs: number
  /** Of what the eye misses and makes up. */
  readonly seed: number
}

/** The rules as in production, over what the eye makes of the variation. Pure. */
export function play(
  { scene, view, rules: bound, seconds }: Variation,
  { model, everyMs, seed }: Playing,
): Told[] {
  const config = { sourceId: scene.id, tracker: trackerDefaults, rules: bound }
  const filmMs = seconds * 1000
  const classes = [...new Set(bound.flatMap(({ kind, params }) => rules[kind].reads(params)))]
  const falseAt = model.falseBoxes && falseSight({ model: model.falseBoxes, classes, filmMs, seed })
  const looking = { scene, view, epochMs, everyMs, looks: Math.floor(filmMs / everyMs) }
  const events: FindingEvent[] = []
  let state = emptyScene
  for (const { frame } of looksAt({ ...looking, eye: { ...model.eye, seed } })) {
    const detections = [...frame.detections, ...(falseAt?.(frame.at - epochMs) ?? [])]
    const next = step(state, { ...frame, detections }, config)
    state = next.state
    events.push(...next.events)
  }
  return events.filter(({ stage }) => stage === 'confirmed').map((event) => toldOf(event, events, state))
}
