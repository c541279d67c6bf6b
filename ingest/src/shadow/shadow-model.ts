import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { kindOf } from '@sightline/detectors/tracking/observation'
import type { Size } from '@sightline/models/letterbox'
import { ModelError } from '@sightline/models/model-error'
import { offeredClasses } from '@sightline/models/offered'
import type { InferenceResult } from '@sightline/models/session/frame-desk'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import type { PartRegion } from '@sightline/models/session/part-task'
import { noBodies } from '../perceive/infer/bodies.ts'
import { enlarge } from '../perceive/infer/close-ups.ts'
import { closeUpsFor, neededFor, type Needed } from '../perceive/infer/needed.ts'
import { regionsFor } from '../perceive/infer/regions.ts'
import type { LookTask, ShadowSetup, ShadowSource } from './messages.ts'
import { createShadowStirring } from './shadow-stirring.ts'

/** A model that looks beside those in force. */
export interface ShadowModel {
  readonly classes: readonly ObjectClass[]
  /** Of its input, px. */
  readonly input: Size
  /** What would be seen if it looked in the place of those in force; null: no rule of the source reads what it reports. */
  look(source: ShadowSource, task: LookTask): Promise<readonly Detection[] | null>
  /** The pictures before are no measure of how people stir in those that come. */
  forget(sourceId: string): void
}

/** Of what a model that sees everywhere something reports, the likeliest: the fold's time grows with their square. */
const mostSeen = 200
/** So much upon each other two boxes of one picture are of one thing. */
const oneThing = 0.7

/** Opens it on a thread of this process. Rejects `model_unusable`, and what looks at flickers: that needs a memory of pictures. */
export async function openShadowModel({
  manifest,
  path,
  sha256,
  threshold,
}: ShadowSetup): Promise<ShadowModel> {
  const looksAt = manifest.looksAt ?? 'picture'
  if (looksAt === 'flickers') throw new ModelError('manifest_invalid', { reason: 'looksAt flickers' })
  const detector = await createPartDetector({ manifest: withThreshold(manifest, threshold), path, sha256 })
  const classes = offeredClasses(manifest)
  const further = { model: detector.model, look: detector.look, looksAt, classes }
  const stirring = createShadowStirring()
  return {
    classes,
    input: { width: manifest.input.width, height: manifest.input.height },
    async look(source, task) {
      const [needed] = neededFor(source, [further])
      if (!needed) return null
      const rest = task.detections.filter((one) => !classes.includes(one.class))
      const own = await lookAt({ detector, needed, closeUps: closeUpsFor(source, { classes }) }, task)
      const seen = [...rest, ...likeliest(own).map((one) => withLooks(one, task.detections))]
      return stirring.see(task, seen)
    },
    forget: stirring.forget,
  }
}

const withThreshold = (manifest: ShadowSetup['manifest'], threshold: number): ShadowSetup['manifest'] =>
  manifest.task === 'detector'
    ? { ...manifest, thresholds: { ...manifest.thresholds, score: threshold } }
    : { ...manifest, least: threshold }

interface Looking {
  readonly detector: PartDetector
  readonly needed: Needed
  readonly closeUps: readonly Box[]
}

/** What it sees of the parts that it is shown; of a whole picture also in the enlarged parts that a rule asks for. */
async function lookAt(
  { detector, needed, closeUps }: Looking,
  task: LookTask,
): Promise<readonly Detection[]> {
  const { model, zones } = needed
  const persons = task.detections.filter((seen) => seen.class === 'person').map(({ box }) => box)
  const regions = regionsFor(model.looksAt, zones, {
    size: task.size,
    persons,
    bodies: noBodies,
    flickers: [],
  })
  const seen = await lookAtRegions(detector, task, regions)
  if (model.looksAt !== 'picture' || closeUps.length === 0) return seen
  const tiles = closeUps.map((shown) => ({ shown, isTile: true }))
  return enlarge(seen, await lookAtRegions(detector, task, tiles))
}

async function lookAtRegions(
  detector: PartDetector,
  { sourceId, picture }: LookTask,
  regions: readonly PartRegion[],
): Promise<readonly Detection[]> {
  if (regions.length === 0) return []
  const data = new SharedArrayBuffer(picture.data.length)
  new Uint8Array(data).set(picture.data)
  const { width, height, content } = picture
  return detectionsOf(await detector.look(sourceId, { picture: { data, width, height }, content, regions }))
}

/** Nobody else asks it: nothing takes the place of a picture. */
const detectionsOf = (result: InferenceResult): readonly Detection[] =>
  result.kind === 'detections' ? result.detections : []

const likeliest = (seen: readonly Detection[]): readonly Detection[] =>
  seen.length <= mostSeen ? seen : seen.toSorted((a, b) => b.score - a.score).slice(0, mostSeen)

/**
 * How somebody looks, and how much he stirs, was measured for those in force; of the same thing in the shadow's box it is as
 * true. What the shadow alone sees is measured for itself.
 */
function withLooks(seen: Detection, inForce: readonly Detection[]): Detection {
  const known = inForce.find(
    (one) => kindOf(one.class) === kindOf(seen.class) && iou(one.box, seen.box) >= oneThing,
  )
  if (!known) return seen
  const { appearance, stir } = known
  return { ...seen, ...(appearance && { appearance }), ...(stir !== undefined && { stir }) }
}
