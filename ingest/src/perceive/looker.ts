import type { WantedSource } from '@sightline/api/contract/workers'
import type { Detection } from '@sightline/detectors/detection'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import type { Clock } from '@sightline/infra/platform/clock'
import type { ModelInput } from '@sightline/models/manifest'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { DecodeTurns } from './decode/decode-turns.ts'
import { createDecoder, type DecodedFrame, type Decoder, type DecoderStats } from './decode/decoder.ts'
import { createRetirement } from './decode/retirement.ts'
import type { Cadence } from './decode/feed-plan.ts'
import type { InitSegment } from '../media/init-segment.ts'
import type { Launch } from '../media/program.ts'
import { createDetail, type Detail } from './infer/detail.ts'
import type { ModelSet, LookedWith } from './infer/model-set.ts'
import { createInference, toLookedWith, type Inference } from './infer/inference.ts'
import { detailLayout, plainLayout, type DecodeLayout } from './infer/decode-layout.ts'
import { closeUpsFor, isAboutPeople, neededFor, type Needed } from './infer/needed.ts'
import { createStirWatch, type StirWatch } from './infer/stir-watch.ts'
import { toStirPicture } from './infer/stir-picture.ts'

/** What the models saw in one sample. */
export interface SeenSample {
  readonly at: number
  readonly detections: readonly Detection[]
  /** All that looked, the main one first. */
  readonly by: readonly LookedWith[]
  readonly sample: Sample
  readonly init: InitSegment
}

export interface LookerDeps {
  readonly ffmpegPath: string
  readonly launch: Launch
  readonly clock: Clock
  readonly turns: DecodeTurns
  /** Null until a model is ready: until then nothing is decoded. */
  readonly modelSet: () => ModelSet | null
  /** Its zones and rules say which of the further models it needs. */
  readonly source: () => Pick<WantedSource, 'id' | 'zones' | 'rules'>
  /** In the order of capture. */
  readonly onSeen: (sight: SeenSample) => void
  /** Answers whether the model should see it. */
  readonly onFrame: (frame: DecodedFrame, init: InitSegment, input: ModelInput) => boolean
  readonly onDropped: (reason: string) => void
  readonly onFailure: (error: unknown) => void
  /** Which of the people in a picture are worth knowing by their looks; asked in the order of capture. */
  readonly worthKnowing: (at: number, seen: readonly Detection[]) => readonly number[]
  readonly onUnknown: (error: unknown) => void
  /** How far a picture was from the view at rest; null: not at all. Asked in the order of capture. */
  readonly shiftAt: (at: number) => Point | null
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
      // A rule that needs parts of pictures came or went: other pictures, from the next key frame on.
      if (looking && now && looking.isDetailed !== isDetailed(now)) retire()
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

/** Who looks at this source's pictures now. */
interface Plan {
  readonly modelSet: ModelSet
  readonly needed: readonly Needed[]
  /** Enlarged parts that the main model looks at besides. */
  readonly closeUps: readonly Box[]
  /** Whether a rule is about people: how much they stir is measured. */
  readonly isAboutPeople: boolean
  /** Whether people are to be told apart. */
  readonly knowsPeople: boolean
}
/** Whether models need parts of the picture that are larger than the main model's input. */
const isDetailed = ({ needed, closeUps }: Plan): boolean => needed.length > 0 || closeUps.length > 0

/** Null while there is no model. Made anew only when the models or the source's rules change. */
function createPlan({ modelSet: eyeNow, source: sourceNow }: LookerDeps): () => Plan | null {
  let last: { readonly source: unknown; readonly plan: Plan } | null = null
  return () => {
    const [modelSet, source] = [eyeNow(), sourceNow()]
    if (!modelSet) return null
    if (last?.plan.modelSet !== modelSet || last.source !== source)
      last = { source, plan: planFor(modelSet, source) }
    return last.plan
  }
}

const planFor = (modelSet: ModelSet, source: ReturnType<LookerDeps['source']>): Plan => ({
  modelSet,
  needed: neededFor(source, modelSet.further),
  closeUps: closeUpsFor(source, modelSet),
  isAboutPeople: isAboutPeople(source),
  knowsPeople: modelSet.embedder !== null && isAboutPeople(source),
})

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
  const camera = { width: init.width, height: init.height }
  const detailed = isDetailed(now)
  const layout = detailed ? detailLayout(input, camera) : plainLayout(input, camera)
  const detail = createDetail(layout)
  const show = (frame: DecodedFrame): void => {
    const present = plan() ?? now
    const { modelSet } = present
    if (modelSet.input !== input) return deps.onDropped('model_changed')
    // What came meanwhile and needs larger pictures looks from the next decoder on.
    if (present.knowsPeople || (detailed && isDetailed(present)))
      lookClosely(deps, { ...present, inference, detail, layout, stir, init, frame })
    else look(deps, { ...present, stir, init, frame })
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
  return { decoder, isDetailed: detailed }
}

interface Shown extends Pick<Plan, 'modelSet' | 'isAboutPeople'> {
  readonly stir: StirWatch
  readonly init: InitSegment
  readonly frame: DecodedFrame
}

/** The main model alone: the decoder's bytes are its tensor. */
function look(deps: LookerDeps, shown: Shown): void {
  const { modelSet, init, frame } = shown
  if (!deps.onFrame(frame, init, modelSet.input)) return deps.onDropped('unchanged')
  const picture = { width: init.width, height: init.height }
  // The picture's memory is used again before the model has answered.
  const stirring = stirringIn(deps, shown, frame.picture)
  modelSet.detector.submit(deps.source().id, frame.picture, picture).then((seen) => {
    if (seen.kind === 'dropped') return deps.onDropped(seen.reason)
    const { sample, at } = frame
    deps.onSeen({ at, detections: stirring(seen.detections), sample, init, by: [toLookedWith(modelSet)] })
  }, deps.onFailure)
}

type Stirring = (seen: readonly Detection[]) => readonly Detection[]

/** What was seen in a picture of the main model's input, people with how much they stirred where a rule is about them. */
function stirringIn(deps: LookerDeps, shown: Shown, main: Uint8Array): Stirring {
  const { stir, isAboutPeople: isWanted, modelSet, init, frame } = shown
  if (!isWanted) return (detections) => detections
  const { at } = frame
  const picture = toStirPicture(main, modelSet.input, { width: init.width, height: init.height })
  return (detections) => stir.see({ at, picture, detections, shift: deps.shiftAt(at) })
}

interface ShownClosely extends Shown, Plan {
  readonly inference: Inference
  readonly detail: Detail
  readonly layout: DecodeLayout
}

/** The main model and others: it gets the same picture reduced, they get parts of it. */
function lookClosely(deps: LookerDeps, shown: ShownClosely): void {
  const { inference, detail, layout, modelSet, needed, closeUps, knowsPeople, init, frame } = shown
  const held = detail.hold(frame.picture)
  if (!deps.onFrame({ ...frame, picture: held.main }, init, modelSet.input)) {
    held.release()
    return deps.onDropped('unchanged')
  }
  const { sample, at } = frame
  const stirring = stirringIn(deps, shown, held.main)
  inference.look({
    modelSet,
    needed,
    closeUps,
    main: held.main,
    content: detail.mainContent,
    release: held.release,
    camera: { width: init.width, height: init.height },
    detail: { picture: held.picture, content: layout.content },
    worthKnowing: knowsPeople ? (seen) => deps.worthKnowing(at, seen) : null,
    onSeen: (seen, by) => deps.onSeen({ at, detections: stirring(seen), sample, init, by }),
  })
}
