import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { sameFrom } from '@sightline/detectors/tracking/appearance'
import type { Size } from '@sightline/models/letterbox'
import type { Area } from '@sightline/models/raster/raster'
import type { SharedPart } from '@sightline/models/raster/shared-part'
import type { InferenceResult } from '@sightline/models/session/frame-desk'
import type { PartTask } from '@sightline/models/session/part-task'
import { withAppearances } from './appearances.ts'
import { bodiesOf, noBodies, type Bodies } from './bodies.ts'
import { enlarge } from './close-ups.ts'
import type { ModelSet, LookedWith } from './model-set.ts'
import { fieldOf, stepFlicker, type Field, type FlickerState } from './flame-candidates.ts'
import { conclude, sure } from './conclude.ts'
import type { NeededClothing } from './needed-clothing.ts'
import type { NeededGestures } from './needed-gestures.ts'
import { posedZones, type Needed } from './needed.ts'
import { inZones, regionsFor } from './regions.ts'

/** One picture that several models shall look at. */
export interface InferenceTask {
  readonly modelSet: ModelSet
  readonly needed: readonly Needed[]
  /** What is judged by the colour of clothes; null: nothing. */
  readonly clothing: NeededClothing | null
  /** What gestures are taken for; null: for nothing. */
  readonly gestures: NeededGestures | null
  /** Parts that the main model looks at enlarged, besides the whole. */
  readonly closeUps: readonly Box[]
  /** People whose looks are worth knowing, of what all models saw, by their place in the list; null: nobody's are. */
  readonly worthKnowing: ((seen: readonly Detection[]) => readonly number[]) | null
  /** The main model's input, and where the camera's picture lies in it. */
  readonly main: Uint8Array
  readonly content: Area
  /** The same picture, larger, out of which parts are cut. */
  readonly detail: Pick<PartTask, 'content'> & { readonly picture: SharedPart }
  /** The camera's own picture, px. */
  readonly camera: Size
  readonly onSeen: (detections: readonly Detection[], by: readonly LookedWith[]) => void
  /** Told once, when no model looks at it any more: its memory may be used again. */
  readonly release: () => void
}

export interface InferenceDeps {
  readonly sourceId: string
  readonly onDropped: (reason: string) => void
  readonly onFailure: (error: unknown) => void
  /** People's looks, or their joints, could not be had: what was seen goes on without them. */
  readonly onUnknown: (error: unknown) => void
}

/** Shows one source's pictures to all models that it needs. */
export interface Inference {
  /**
   * A picture counts only when every one of them has looked: a drop by any is a drop. One picture of a source at a time,
   * so what is seen is told in the order of capture; of those that wait meanwhile, the newest stays.
   */
  look(task: InferenceTask): void
}

export function createInference(deps: InferenceDeps): Inference {
  const flicker = createFlicker()
  let isBusy = false
  let waiting: InferenceTask | null = null

  function begin(task: InferenceTask): void {
    isBusy = true
    lookWithAll(deps, task, flicker)
      .then(
        (seen) => {
          if (seen.kind === 'dropped') deps.onDropped(seen.reason)
          else task.onSeen(seen.detections, lookedWith(task))
        },
        (error: unknown) => deps.onFailure(error),
      )
      .finally(() => {
        task.release()
        const next = waiting
        isBusy = false
        waiting = null
        if (next) begin(next)
      })
  }
  return {
    look(task) {
      if (!isBusy) return begin(task)
      if (waiting) {
        waiting.release()
        deps.onDropped('newer_frame')
      }
      waiting = task
    },
  }
}

/** What all that were asked saw, and how some of the people look. */
async function lookWithAll(deps: InferenceDeps, task: InferenceTask, flicker: Flicker): Promise<Seen> {
  const seen = await findWithAll(deps, task, flicker)
  if (seen.kind === 'dropped') return seen
  return { kind: 'detections', detections: await know(deps, task, seen.detections) }
}

/** The same with the looks of those that are worth it. A model that fails costs the looks, not the sight. */
async function know(
  { onUnknown }: InferenceDeps,
  { modelSet: { embedder }, worthKnowing, detail }: InferenceTask,
  detections: readonly Detection[],
): Promise<readonly Detection[]> {
  const worth = embedder && worthKnowing ? worthKnowing(detections) : []
  if (!embedder || worth.length === 0) return detections
  try {
    return await withAppearances(detections, { ...detail, worth, look: embedder.look })
  } catch (error) {
    onUnknown(error)
    return detections
  }
}

/** What one or several models saw in a picture. */
export type Seen =
  | { readonly kind: 'detections'; readonly detections: readonly Detection[] }
  | Extract<InferenceResult, { kind: 'dropped' }>

async function findWithAll(deps: InferenceDeps, task: InferenceTask, flicker: Flicker): Promise<Seen> {
  const { needed, camera } = task
  const { sourceId } = deps
  const first = await findWithMain(sourceId, task)
  if (first.kind === 'dropped') return first
  const persons = first.detections.filter((seen) => seen.class === 'person').map(({ box }) => box)
  const bodies = await pose(deps, task, persons)
  const flickers = flicker(task)
  const looks = await Promise.allSettled(
    needed.map(async ({ model, zones }): Promise<Seen> => {
      const regions = regionsFor(model.looksAt, zones, { size: camera, persons, bodies, flickers })
      if (regions.length === 0) return { kind: 'detections', detections: [] }
      return model.look(sourceId, { ...task.detail, regions })
    }),
  )
  const seen = mergeLooks(first.detections, looks)
  if (seen.kind === 'dropped') return seen
  const concluded = conclude(task, { all: seen.detections, persons: sure(first.detections), bodies })
  return { kind: 'detections', detections: [...seen.detections, ...concluded] }
}

/** The joints of those in whom a rule is interested. A model that fails costs the joints: heads are then guessed. */
async function pose(
  { onUnknown }: InferenceDeps,
  { detail, modelSet, ...wanting }: InferenceTask,
  persons: readonly Box[],
): Promise<Bodies> {
  const here = inZones(persons, posedZones(wanting))
  if (!modelSet.pose || here.length === 0) return noBodies
  try {
    return await bodiesOf(modelSet.pose.look, detail, here)
  } catch (error) {
    onUnknown(error)
    return noBodies
  }
}

/** What the main model needs to look at a picture. */
export interface WithMain extends Pick<InferenceTask, 'closeUps' | 'main' | 'camera' | 'detail'> {
  readonly modelSet: {
    readonly detector: Pick<ModelSet['detector'], 'submit'>
    readonly closeUp: ModelSet['closeUp']
  }
}

/** The whole picture, and enlarged parts of it where a rule asks for that. */
export async function findWithMain(
  sourceId: string,
  { modelSet, closeUps, main, camera, detail }: WithMain,
): Promise<Seen> {
  const whole = await modelSet.detector.submit(sourceId, main, camera)
  if (whole.kind === 'dropped' || closeUps.length === 0) return whole
  const regions = closeUps.map((shown) => ({ shown, isTile: true }))
  const close = await modelSet.closeUp.look(sourceId, { ...detail, regions })
  if (close.kind === 'dropped') return close
  return { kind: 'detections', detections: enlarge(whole.detections, close.detections) }
}

/** All that was seen, in the order of the models; a failure is thrown, a drop is the answer. Doubles are the tracker's to join. */
export function mergeLooks(first: readonly Detection[], looks: readonly PromiseSettledResult<Seen>[]): Seen {
  const seen: Detection[] = [...first]
  let drop: Seen | null = null
  for (const look of looks) {
    if (look.status === 'rejected') throw look.reason
    if (look.value.kind === 'dropped') drop ??= look.value
    else seen.push(...look.value.detections)
  }
  return drop ?? { kind: 'detections', detections: seen }
}

/** The main model as it stands in the evidence. */
export const toLookedWith = ({ detector, classes }: Pick<ModelSet, 'detector' | 'classes'>): LookedWith => {
  const { name, sha256, threshold } = detector.model
  return { name, sha256, threshold, classes }
}

/**
 * All that look at such pictures, the main one first. The one that tells people apart, whether or not it was asked this time,
 * has as its threshold the likeness from which it is one and the same person.
 */
function lookedWith(task: InferenceTask): LookedWith[] {
  const { modelSet, needed, clothing, gestures, closeUps, worthKnowing } = task
  const { embedder, pose: posing } = modelSet
  const main = { ...toLookedWith(modelSet), ...(closeUps.length > 0 && { closeUps }) }
  const further = needed.map(({ model: { model, classes } }) => ({ ...model, classes }))
  const knowing = embedder && worthKnowing ? [{ ...embedder.model, threshold: sameFrom, classes: [] }] : []
  const isPosed = posing && posedZones(task).length > 0
  const joints = isPosed ? [{ ...posing.model, classes: [] }] : []
  const concluding = [clothing, gestures].flatMap((one) => one?.looked ?? [])
  return [main, ...further, ...concluding, ...joints, ...knowing]
}

type Flicker = (task: InferenceTask) => ReturnType<typeof stepFlicker>['regions']

/** The memory of what flickers, over the pictures that were looked at. Other zones, or another picture size: it begins anew. */
function createFlicker(): Flicker {
  let known: { readonly zones: string; readonly field: Field } | null = null
  let state: FlickerState | null = null
  return ({ needed, main, content, modelSet }) => {
    const zones = needed.filter(({ model }) => model.looksAt === 'flickers').flatMap((one) => one.zones)
    if (zones.length === 0) {
      state = null
      return []
    }
    const key = JSON.stringify([content, zones.map(({ polygon }) => polygon)])
    if (known?.zones !== key) {
      known = { zones: key, field: fieldOf(zones, content) }
      state = null
    }
    const step = stepFlicker(state, { data: main, widthPx: modelSet.input.width, content }, known.field)
    state = step.state
    return step.regions
  }
}
