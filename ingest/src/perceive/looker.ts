import type { Detection } from '@sightline/detectors/detection'
import type { Point } from '@sightline/detectors/geometry/point'
import { turnSize, type Turn } from '@sightline/detectors/geometry/turn'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Size } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { DecodeTurns } from './decode/decode-turns.ts'
import { createDecoder, type DecodedFrame, type Decoder, type DecoderStats } from './decode/decoder.ts'
import type { Cadence } from './decode/feed-plan.ts'
import { createRetirement } from './decode/retirement.ts'
import type { InitSegment } from '../media/init-segment.ts'
import type { Launch } from '../media/program.ts'
import { createDetail, type Detail } from './infer/detail.ts'
import type { LookedWith } from './infer/model-set.ts'
import { createInference, toLookedWith, type Inference } from './infer/inference.ts'
import { detailLayout, plainLayout, turnedLayout, type DecodeLayout } from './infer/decode-layout.ts'
import { keepPicture, type KeptPicture } from './kept-picture.ts'
import { createPlan, isDetailed, type Plan, type PlanDeps } from './looker-plan.ts'
import { createStirWatch, type StirWatch } from './infer/stir-watch.ts'
import { toStirPicture, type StirPicture } from './infer/stir-picture.ts'

/** What the models saw in one sample. */
export interface SeenSample {
  readonly at: number
  readonly detections: readonly Detection[]
  /** All that looked, the main one first. */
  readonly by: readonly LookedWith[]
  readonly sample: Sample
  readonly init: InitSegment
  /** By how much the picture was turned. */
  readonly turn: Turn
  /** A copy, where it was asked for. */
  readonly picture: KeptPicture | null
}

export interface LookerDeps extends PlanDeps {
  readonly ffmpegPath: string
  readonly launch: Launch
  readonly clock: Clock
  readonly turns: DecodeTurns
  /** In the order of capture. */
  readonly onSeen: (sight: SeenSample) => void
  /** Answers whether the model should see it. `camera` is the size of its picture, turned. */
  readonly onFrame: (frame: DecodedFrame, camera: Camera, input: ModelInput) => boolean
  readonly onDropped: (reason: string) => void
  readonly onFailure: (error: unknown) => void
  /** Which of the people in a picture are worth knowing by their looks; asked in the order of capture. */
  readonly worthKnowing: (at: number, seen: readonly Detection[]) => readonly number[]
  readonly onUnknown: (error: unknown) => void
  /** Whether a copy of the picture is wanted with what is seen in it. */
  readonly wantsPicture: () => boolean
  /** How far a picture was from the view at rest; null: not at all. Asked in the order of capture. */
  readonly shiftAt: (at: number) => Point | null
}

/** A camera's picture as it is looked at. */
export interface Camera extends Size {
  readonly turn: Turn
}

/** Decodes one source on demand and shows the pictures to the models that it needs. */
export interface Looker {
  init(init: InitSegment): void
  sample(sample: Sample): void
  setCadence(cadence: Cadence): void
  cadence(): Cadence
  stats(): DecoderStats
  stop(): Promise<void>
}

/** The most pictures a second that are looked at (design §3.2). */
const fullFps = 5

/** A decoder, and for which eye and rules its pictures are made. */
interface Looking {
  readonly decoder: Decoder
  readonly isDetailed: boolean
  readonly turn: Turn
}

export function createLooker(deps: LookerDeps): Looker {
  const retired = createRetirement()
  const plan = createPlan(deps)
  const inference = createInference({ ...deps, sourceId: deps.source().id })
  const stir = createStirWatch()
  let cadence: Cadence = { mode: 'none', keyEveryMs: 0 }
  let init: InitSegment | null = null
  let looking: Looking | null = null
  function retire(): void {
    if (looking) retired.take(looking.decoder)
    looking = null
  }
  return {
    init(next) {
      retire()
      stir.forget()
      init = next
    },
    sample(sample) {
      if (!init) return
      const now = plan()
      // A rule that needs parts of pictures came or went, or they are turned: others, from the next key frame on.
      if (looking && now && (looking.isDetailed !== isDetailed(now) || looking.turn !== now.turn)) retire()
      if (now) looking ??= openDecoder({ deps, plan, inference, stir, init, cadence }, now)
      looking?.decoder.feed(sample)
    },
    setCadence(next) {
      cadence = next
      looking?.decoder.setCadence(next)
    },
    cadence: () => cadence,
    stats: () => retired.statsWith(looking?.decoder ?? null),
    async stop() {
      retire()
      await retired.gone()
    },
  }
}

interface Opening {
  readonly deps: LookerDeps
  readonly plan: () => Plan | null
  readonly inference: Inference
  readonly stir: StirWatch
  readonly init: InitSegment
  readonly cadence: Cadence
}

/** A decoder for one connection, whose pictures are as large as the models need them. */
function openDecoder({ deps, plan, inference, stir, init, cadence }: Opening, now: Plan): Looking {
  const { input } = now.modelSet
  const { turn } = now
  const camera = { ...turnSize({ width: init.width, height: init.height }, turn), turn }
  const detailed = isDetailed(now)
  const layout = turnedLayout((detailed ? detailLayout : plainLayout)(input, camera), turn)
  const detail = createDetail(layout)
  const show = (frame: DecodedFrame): void => {
    const present = plan() ?? now
    const { modelSet } = present
    if (modelSet.input !== input) return deps.onDropped('model_changed')
    if (present.turn !== turn) return deps.onDropped('turned')
    // What came meanwhile and needs larger pictures looks from the next decoder on.
    if (present.knowsPeople || (detailed && isDetailed(present)))
      lookClosely(deps, { ...present, inference, detail, layout, stir, init, camera, frame })
    else look(deps, { ...present, layout, stir, init, camera, frame })
  }
  const decoder = createDecoder({
    ffmpegPath: deps.ffmpegPath,
    launch: deps.launch,
    clock: deps.clock,
    turns: deps.turns,
    init,
    cadence,
    fps: fullFps,
    width: layout.size.width,
    height: layout.size.height,
    filter: layout.filter,
    onFrame: show,
  })
  return { decoder, isDetailed: detailed, turn }
}

interface Shown extends Pick<Plan, 'modelSet' | 'isAboutPeople'> {
  readonly stir: StirWatch
  readonly layout: DecodeLayout
  readonly init: InitSegment
  readonly camera: Camera
  readonly frame: DecodedFrame
}

/** The main model alone: the decoder's bytes are its tensor. */
function look(deps: LookerDeps, shown: Shown): void {
  const { modelSet, layout, init, camera, frame } = shown
  if (!deps.onFrame(frame, camera, modelSet.input)) return deps.onDropped('unchanged')
  const { width, height, turn } = camera
  // The picture's memory is used again before the model has answered.
  const stirPicture = stirPictureOf(shown, frame.picture)
  const picture = deps.wantsPicture() ? keepPicture({ frame, layout, stir: stirPicture }) : null
  const stirring = stirringIn(deps, shown, stirPicture)
  modelSet.detector.submit(deps.source().id, frame.picture, { width, height }).then((seen) => {
    if (seen.kind === 'dropped') return deps.onDropped(seen.reason)
    const { sample, at } = frame
    const by = [toLookedWith(modelSet)]
    deps.onSeen({ at, detections: stirring(seen.detections), sample, init, turn, picture, by })
  }, deps.onFailure)
}

type Stirring = (seen: readonly Detection[]) => readonly Detection[]

/** A picture of the main model's input, where a rule is about people. */
const stirPictureOf = ({ isAboutPeople, modelSet, camera }: Shown, main: Uint8Array): StirPicture | null =>
  isAboutPeople ? toStirPicture(main, modelSet.input, camera) : null

/** What was seen in a picture, people with how much they stirred where a rule is about them. */
function stirringIn(deps: LookerDeps, { stir, frame }: Shown, picture: StirPicture | null): Stirring {
  if (picture === null) return (detections) => detections
  const { at } = frame
  return (detections) => stir.see({ at, picture, detections, shift: deps.shiftAt(at) })
}

interface ShownClosely extends Shown, Plan {
  readonly inference: Inference
  readonly detail: Detail
}

/** The main model and others: it gets the same picture reduced, they get parts of it. */
function lookClosely(deps: LookerDeps, shown: ShownClosely): void {
  const { inference, detail, layout, modelSet, knowsPeople, init, camera, frame } = shown
  const { needed, clothing, gestures, closeUps } = shown
  const held = detail.hold(frame.picture)
  if (!deps.onFrame({ ...frame, picture: held.main }, camera, modelSet.input)) {
    held.release()
    return deps.onDropped('unchanged')
  }
  const { sample, at } = frame
  const stirPicture = stirPictureOf(shown, held.main)
  const picture = deps.wantsPicture() ? keepPicture({ frame, layout, stir: stirPicture }) : null
  const stirring = stirringIn(deps, shown, stirPicture)
  inference.look({
    modelSet,
    needed,
    clothing,
    gestures,
    closeUps,
    main: held.main,
    content: detail.mainContent,
    release: held.release,
    camera: { width: camera.width, height: camera.height },
    detail: { picture: held.picture, content: layout.content },
    worthKnowing: knowsPeople ? (seen) => deps.worthKnowing(at, seen) : null,
    onSeen: (seen, by) =>
      deps.onSeen({ at, detections: stirring(seen), sample, init, turn: camera.turn, picture, by }),
  })
}
