import { emptyScene, step, type SceneState } from '@sightline/detectors/scene'
import { start, told } from '@sightline/detectors/test/drawn-scene'
import type { BoundRule, FindingEvent, FindingStage, Zone } from '@sightline/detectors/finding'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'
import { sharePart } from '@sightline/models/raster/shared-part'
import type { PartDetector } from '@sightline/models/session/part-detector'
import { fieldOf, stepFlicker, type FlickerState } from '../flame-candidates.ts'
import { regionsFor } from '../regions.ts'

/** What a camera of 1080 lines shows, as the decoder gives it where parts are looked at. */
export const detail = { width: 1280, height: 720 }
const content = { x: 0, y: 0, width: 640, height: 360 }

export const everywhere: Zone = {
  id: 'watched',
  version: 1,
  bays: [],
  hours: [],
  polygon: [
    { x: 0.01, y: 0.01 },
    { x: 0.99, y: 0.01 },
    { x: 0.99, y: 0.99 },
    { x: 0.01, y: 0.99 },
  ],
}

interface Watching {
  readonly flame: PartDetector
  /** The pictures in order, of `detail`'s size, and how long after each other they were taken. */
  readonly film: Iterable<Raster> | AsyncIterable<Raster>
  readonly everyMs: number
  readonly zone?: Zone
  readonly params?: BoundRule['params']
  /** What is found by then is all that is asked. */
  readonly until?: FindingStage
}

/** What the two stages and the rule made of a film: looks with a candidate, candidates, looks with a flame, what was found. */
export async function watchFire({ flame, film, everyMs, zone = everywhere, params = {}, until }: Watching) {
  const field = fieldOf([zone], content)
  const rule: BoundRule = { id: 'rule-1', version: 1, kind: 'open_burning', params, zone }
  const config = { sourceId: 'camera-1', tracker: trackerDefaults, rules: [rule] }
  let flicker: FlickerState | null = null
  let scene: SceneState = emptyScene
  const events: FindingEvent[] = []
  const flickers: number[] = []
  const counts = { looks: 0, stirred: 0, candidates: 0, flames: 0 }
  for await (const picture of film) {
    const found: ReturnType<typeof stepFlicker> = stepFlicker(
      flicker,
      { data: resize(picture, content).data, widthPx: content.width, content },
      field,
    )
    flicker = found.state
    const known = { size: detail, persons: [], bodies: new Map(), flickers: found.regions }
    const regions = regionsFor('flickers', [zone], known)
    const { part, area } = sharePart(picture)
    const look =
      regions.length > 0 ? await flame.look('s', { picture: part, content: area, regions }) : undefined
    if (look?.kind === 'dropped') throw new Error(look.reason)
    const detections = look?.detections ?? []
    const at = start + counts.looks * everyMs
    const judged = step(scene, { at, detections }, config)
    scene = judged.state
    events.push(...judged.events)
    flickers.push(...scene.tracker.tracks.filter(({ seenAt }) => seenAt === at).map((one) => one.flicker))
    counts.looks += 1
    counts.stirred += regions.length > 0 ? 1 : 0
    counts.candidates += regions.length
    counts.flames += detections.length > 0 ? 1 : 0
    if (events.some(({ stage }) => stage === until)) break
  }
  const settled = flickers.slice(8).toSorted((a, b) => a - b)
  return { ...counts, events: told(events), flicker: settled[Math.floor(settled.length / 2)] ?? 0 }
}
