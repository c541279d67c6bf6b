import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Body } from '@sightline/detectors/pose/body'
import { aroundHead, headOfBody } from '@sightline/detectors/pose/regions'
import { ModelError } from '../model-error.ts'
import { openModel } from '../open.ts'
import type { Place } from '../open.ts'
import { openPose } from '../pose/open-pose.ts'
import type { PoseModel } from '../pose/open-pose.ts'
import type { Raster } from '../raster/raster.ts'
import { sharePart } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { createPartDetector } from '../session/part-detector.ts'
import type { PartDetector } from '../session/part-detector.ts'
import { hiddenRegions } from './hidden-regions.ts'
import type { HiddenRegion } from './hidden-regions.ts'
import { hideIn } from './mosaic.ts'
import { openFaceDetector } from './open-face-detector.ts'
import type { FaceDetector } from './open-face-detector.ts'

/** What was done to a still, and by whom. */
export interface Hidden {
  readonly picture: Raster
  readonly regions: readonly HiddenRegion[]
  /** Vehicles that were seen on the way: somebody else hides their plates. */
  readonly vehicles: readonly SeenVehicle[]
}

export type SeenVehicle = Pick<Detection, 'class' | 'box'>

/** Makes stills in which nobody's face is to be seen. */
export interface FaceHider {
  /** The prepared files that look, for the record. */
  readonly models: readonly { readonly name: string; readonly sha256: string }[]
  /** What could not be had, and why: in its place more is hidden. */
  readonly missing: readonly { readonly name: string; readonly reason: string }[]
  /**
   * A copy of an rgb24 still in which every face is patches of colour; `persons`, 0..1, are those who are known to be in it
   * besides whom the models see. Of whom no face is found the head is hidden, or the upper part of the box. Rejects
   * `faces_unhideable` where nobody can look for people and nobody is named: then the still may not be given out.
   */
  readonly hide: (picture: Raster, persons?: readonly Box[]) => Promise<Hidden>
  readonly close: () => Promise<void>
}

interface Lookers {
  readonly people: PartDetector | null
  readonly pose: PoseModel | null
  readonly faces: FaceDetector | null
}

/** Opens what can be had of the three models that look for people, joints and faces; each may be missing. */
export const openFaceHider = (place: Place): Promise<FaceHider> => createFaceHider(place, () => true)

/** The same with those models only that are wanted. */
export async function createFaceHider(place: Place, isWanted: (name: string) => boolean): Promise<FaceHider> {
  const missing: { name: string; reason: string }[] = []
  async function ifThere<T>(
    name: string,
    open: (name: string, place: Place) => Promise<T>,
  ): Promise<T | null> {
    try {
      if (!isWanted(name)) throw new ModelError('model_unknown', { name })
      return await open(name, place)
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      missing.push({ name, reason: error.code })
      return null
    }
  }
  const lookers: Lookers = {
    people: await ifThere('yolox-nano', openPeople),
    pose: await ifThere('movenet-lightning', openPose),
    faces: await ifThere('blazeface-back', openFaceDetector),
  }
  const open = [lookers.people, lookers.pose, lookers.faces].filter((one) => one !== null)
  return {
    models: open.map(({ model: { name, sha256 } }) => ({ name, sha256 })),
    missing,
    hide: (picture, persons) => hide(lookers, picture, persons),
    close: async () => void (await Promise.all(open.map((one) => one.close()))),
  }
}

/** Rather one too many is hidden. */
const leastPerson = 0.2

async function openPeople(name: string, place: Place): Promise<PartDetector> {
  const prepared = await openModel({ name, ...place })
  const { manifest } = prepared
  const thresholds = { ...manifest.thresholds, score: leastPerson }
  return createPartDetector({ ...prepared, manifest: { ...manifest, thresholds } })
}

const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }
/** The whole still, and its quarters with what overlaps: small people are found in these. */
const tiles: readonly Box[] = [0, 0.4].flatMap((left) =>
  [0, 0.4].map((top) => ({ left, top, right: left + 0.6, bottom: top + 0.6 })),
)

async function hide(lookers: Lookers, picture: Raster, named: readonly Box[] | undefined): Promise<Hidden> {
  const { part } = sharePart(picture)
  const found = await orNull(() => detectionsIn(lookers.people, part))
  const seen = found && found.filter((one) => one.class === 'person').map(({ box }) => box)
  if (seen === null && (named === undefined || named.length === 0))
    throw new ModelError('faces_unhideable', {})
  const persons = joined(named ?? [], seen ?? [])
  const content = { x: 0, y: 0, width: part.width, height: part.height }
  const bodies = await orNull(
    async () => (await lookers.pose?.look({ picture: part, content, persons })) ?? null,
  )
  const near = persons.map((person, i) => faceRegion(person, bodies?.[i], part))
  const faces = await orNull(async () => (await lookers.faces?.look(part, [whole, ...near])) ?? null)
  const regions = hiddenRegions({
    size: picture,
    faces: faces && faces.map(({ box }) => box),
    persons,
    bodies,
  })
  return {
    picture: hideIn(
      picture,
      regions.map(({ box }) => box),
    ),
    regions,
    vehicles: (found ?? []).filter((one) => vehicles.includes(one.class)),
  }
}

const vehicles: readonly ObjectClass[] = ['car', 'bus', 'truck', 'motorcycle']

/** A model that fails is a model that is not there: more is hidden then. */
async function orNull<T>(look: () => Promise<T | null>): Promise<T | null> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof ModelError) return null
    throw error
  }
}

async function detectionsIn(
  people: PartDetector | null,
  picture: SharedPart,
): Promise<readonly Detection[] | null> {
  if (!people) return null
  const content = { x: 0, y: 0, width: picture.width, height: picture.height }
  const regions = [{ shown: whole }, ...tiles.map((shown) => ({ shown, isTile: true }))]
  const look = await people.look('stills', { picture, content, regions })
  return look.kind === 'dropped' ? null : look.detections
}

/** One box that overlaps a named one so far is the same person. */
const samePerson = 0.6

const joined = (named: readonly Box[], seen: readonly Box[]): readonly Box[] => [
  ...named,
  ...seen.filter((box) => named.every((one) => iou(one, box) < samePerson)),
]

/** Of a person's height, where nothing is known of the joints: a square around the head of who stands. */
const headShare = 0.35

/** A part in which a face is large enough for the model: around the head, else the upper part of the box. */
function faceRegion(person: Box, body: Body | undefined, { width, height }: SharedPart): Box {
  const scale = { aspect: width / height }
  const head = body && headOfBody(body, scale)
  if (head) return aroundHead(head, scale, { aside: 1.4, above: 1.4, below: 1.4 })
  const side = Math.max((person.right - person.left) * scale.aspect, (person.bottom - person.top) * headShare)
  const middle = { x: (person.left + person.right) / 2, y: person.top + side * 0.4 }
  return aroundHead({ middle, height: side }, scale, { aside: 0.6, above: 0.6, below: 0.6 })
}
