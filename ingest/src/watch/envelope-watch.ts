import type { WantedSource } from '@sightline/api/contract/workers'
import type { Detection } from '@sightline/detectors/detection'
import {
  sightOf,
  thingOf,
  tiltOfView,
  toEnvelope,
  type KnownView,
  type RuleSight,
  type ViewTilt,
} from '@sightline/detectors/envelope/rule-sight'
import { sideOf } from '@sightline/detectors/envelope/sized-kinds'
import {
  clearPicture,
  seePicture,
  unfitPicture,
  type PictureState,
  type Quality,
} from '@sightline/detectors/envelope/picture-state'
import { learnSizes, noSizes, type Sizes } from '@sightline/detectors/envelope/sizes'
import { noSigns, seeLook, unfitFor, type ViewSigns } from '@sightline/detectors/envelope/view-signs'
import type { BoundRule } from '@sightline/detectors/finding'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Size } from '@sightline/models/letterbox'
import type { Pause } from '../floor/pause.ts'
import type { Judge } from '../judge/judge.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { closeUpsFor } from '../perceive/infer/needed.ts'
import { shownSize } from '../perceive/infer/shown-size.ts'
import { saveEnvelope, type SavedEnvelope } from '../perceive/saved-envelope.ts'
import { rulesInForce, toBoundRule } from '../sources/bind-rules.ts'

export interface EnvelopeWatchDeps {
  /** The watch's own folder. */
  readonly dir: string
  readonly clock: Pick<Clock, 'monotonic'>
  readonly pause: Pause
  readonly source: () => WantedSource
  readonly modelSet: () => ModelSet | null
  readonly judge: Pick<Judge, 'setEnvelope'>
  /** What is on the disk already. */
  readonly saved: SavedEnvelope | null
  /** The disk refuses: the watch ends. */
  readonly fail: (error: unknown) => void
}

/** How a rule sees, and in which pixels: of the main model's input. */
export interface ToldSight extends RuleSight {
  readonly px: number | null
  readonly leastPx: number | null
}

/** Learns how large things are in a view, and tells the judge where a rule cannot see well enough. */
export interface EnvelopeWatch {
  /** The picture that comes from now on; of another shape nothing learnt holds. */
  picture(camera: Size): void
  see(at: number, detections: readonly Detection[]): void
  /** How a picture was; asked for when its capture time is due. */
  quality(at: number, measure: () => Quality): void
  /** The view moved: what was learnt is of another one. */
  forget(): void
  sights(): readonly ToldSight[]
  /** How far the camera looks down; null: not known. */
  tilt(): ViewTilt | null
  stop(): Promise<void>
}

const judgeEveryMs = 2000
const saveEveryMs = 60_000
/** Light comes and goes slowly. */
const qualityEveryMs = 5000
/** Two shapes that differ by less are one: a codec's padding. */
const sameAspect = 0.02

interface Memory {
  sizes: Sizes
  signs: ViewSigns
  /** What is on the disk. */
  savedSizes: Sizes
  savedSigns: ViewSigns
  picture: PictureState
  camera: Size | null
  sights: readonly ToldSight[]
  tilt: ViewTilt | null
}

export function watchEnvelope(deps: EnvelopeWatchDeps): EnvelopeWatch {
  const { sizes, signs } = deps.saved ?? { sizes: noSizes, signs: noSigns }
  const memory: Memory = {
    sizes,
    signs,
    savedSizes: sizes,
    savedSigns: signs,
    picture: clearPicture,
    camera: null,
    sights: [],
    tilt: null,
  }
  let aspect = deps.saved?.aspect ?? null
  let qualityAt = Number.NEGATIVE_INFINITY
  let judgedAt = Number.NEGATIVE_INFINITY
  const stopping = new AbortController()
  const running = keepJudging(deps, memory, stopping.signal).catch(deps.fail)
  const forget = (): void => {
    memory.sizes = noSizes
    memory.signs = noSigns
  }
  return {
    picture(camera) {
      const now = camera.width / camera.height
      if (aspect !== null && Math.abs(now / aspect - 1) > sameAspect) forget()
      aspect = now
      memory.camera = camera
      judgeSights(deps, memory)
    },
    see(at, detections) {
      memory.sizes = learnSizes(memory.sizes, { at, detections })
      if (aspect !== null) memory.signs = seeLook(memory.signs, { detections }, aspect)
      if (Math.abs(at - judgedAt) < judgeEveryMs) return
      judgedAt = at
      judgeSights(deps, memory)
    },
    quality(at, measure) {
      if (Math.abs(at - qualityAt) < qualityEveryMs) return
      qualityAt = at
      memory.picture = seePicture(memory.picture, measure(), at)
    },
    forget,
    sights: () => memory.sights,
    tilt: () => memory.tilt,
    async stop() {
      stopping.abort()
      await running
      await save(deps, memory)
    },
  }
}

async function keepJudging(deps: EnvelopeWatchDeps, memory: Memory, signal: AbortSignal): Promise<void> {
  let savedAt = deps.clock.monotonic()
  while (!signal.aborted) {
    judgeSights(deps, memory)
    if (deps.clock.monotonic() - savedAt >= saveEveryMs) {
      savedAt = deps.clock.monotonic()
      await save(deps, memory)
    }
    await deps.pause(judgeEveryMs, signal)
  }
}

/** Of a view whose shape is not known nothing can be said. */
function judgeSights({ source, modelSet, judge }: EnvelopeWatchDeps, memory: Memory): void {
  const [wanted, models] = [source(), modelSet()]
  const { camera, sizes, signs, picture } = memory
  if (!camera || !models) return
  const looking = { input: models.input, camera, closeUps: closeUpsFor(wanted, models) }
  // What a view is fit for was measured for the models whose least sizes were.
  const said = models.leastPx ? signs : noSigns
  const unfit: KnownView['unfit'] = (thing) => unfitFor(said, thing) ?? unfitPicture(picture)
  const view = { sizes, marks: wanted.heights, aspect: camera.width / camera.height, unfit }
  memory.tilt = tiltOfView(view)
  memory.sights = rulesInForce(wanted).map((one) => {
    const rule = toBoundRule(one)
    const scale = scaleFor(rule, models, shownSize(looking, rule.zone.polygon))
    const sight = sightOf(rule, view, scale && scale.leastPx / scale.sidePx)
    const px = scale && sight.side !== null ? sight.side * scale.sidePx : null
    return { ...sight, px, leastPx: scale?.leastPx ?? null }
  })
  judge.setEnvelope(toEnvelope(memory.sights))
}

/** How many pixels the side of a whole picture has as the model sees it, and how many a thing needs; null: not known. */
function scaleFor(rule: BoundRule, { leastPx }: ModelSet, shown: Size) {
  const thing = thingOf(rule)
  if (!thing || !leastPx) return null
  return { leastPx: leastPx[thing], sidePx: shown[sideOf[thing]] }
}

async function save({ dir }: EnvelopeWatchDeps, memory: Memory): Promise<void> {
  const { camera, sizes, signs, savedSizes } = memory
  if (!camera || (sizes === savedSizes && signs === memory.savedSigns)) return
  memory.savedSizes = sizes
  memory.savedSigns = signs
  await saveEnvelope(dir, { aspect: camera.width / camera.height, sizes, signs })
}
