import { coloursOf, lackOf } from '@sightline/detectors/clothing/declared'
import type { Garment } from '@sightline/detectors/clothing/garment'
import {
  clothLimit,
  lackScore,
  readGarment,
  type GarmentReading,
} from '@sightline/detectors/clothing/judge-garment'
import { gainsOf, type Gains } from '@sightline/detectors/clothing/light'
import type { ByColour, Detection } from '@sightline/detectors/detection'
import { coveredShare } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Body } from '@sightline/detectors/pose/body'
import {
  crownOf,
  handsOf,
  headOfBody,
  torsoOf,
  wholeHead,
  type Head,
} from '@sightline/detectors/pose/regions'
import type { Area } from '@sightline/models/raster/raster'
import type { SharedPart } from '@sightline/models/raster/shared-part'
import type { Bodies } from './bodies.ts'
import { meanColour, pixelsIn } from './colours-in.ts'
import type { NeededClothing } from './needed-clothing.ts'
import { inZones } from './regions.ts'

/** A head of fewer rows in the picture is too small for its colour to be its own. */
const leastHeadPx = 20
/** Who is covered so far by somebody else's box may show the other's clothes. */
const hiddenShare = 0.5

export interface Dressed {
  readonly picture: SharedPart
  /** Where in it the camera's picture lies. */
  readonly content: Area
  /** Of the camera's picture, width by height. */
  readonly aspect: number
  readonly persons: readonly Box[]
  readonly bodies: Bodies
  readonly needed: NeededClothing
}

/** Who lacks what, by the colours that the house declared. Nobody where the light is too different from then. */
export function judgeClothing(task: Dressed): Detection[] {
  const { light } = task.needed.declared
  const now = meanColour(task, light.place)
  const gains = now && gainsOf(light.rgb, now)
  if (!gains) return []
  return task.needed.garments.flatMap(({ garment, zones }) =>
    inZones(task.persons, zones).flatMap((person) => {
      const body = task.bodies.get(person)
      return body ? lacksOf({ ...task, garment, person, body, gains }) : []
    }),
  )
}

interface Asked extends Dressed {
  readonly garment: Garment
  readonly person: Box
  readonly body: Body
  readonly gains: Gains
}

/** What a garment's lack is concluded from, and what it is a lack of: a head, a person, a hand. */
interface Place {
  readonly region: Box
  readonly box: Box
}

function lacksOf(asked: Asked): Detection[] {
  const head = headOfBody(asked.body, asked)
  if (!head || head.height * asked.content.height < leastHeadPx) return []
  return placesOf(asked, head).flatMap((place) => {
    const reading = isHidden(asked, place.region) ? null : readAt(asked, place.region)
    return reading?.verdict === 'lacking' ? [toDetection(asked, place, reading)] : []
  })
}

/** A head is known by its face or its ears; by the shoulders alone nobody says where the crown is. */
const hasHead = ({ nose, leftEye, rightEye, leftEar, rightEar }: Body): boolean =>
  [nose, leftEye, rightEye, leftEar, rightEar].some((point) => point !== undefined)

function placesOf({ garment, body, person, aspect }: Asked, head: Head): readonly Place[] {
  const scale = { aspect }
  if (garment === 'hat')
    return hasHead(body) ? [{ region: crownOf(head, scale), box: wholeHead(head, scale) }] : []
  if (garment === 'gloves') return handsOf(body, head, scale).map((hand) => ({ region: hand, box: hand }))
  const region = torsoOf(body, head, scale)
  return region ? [{ region, box: person }] : []
}

const isHidden = ({ persons, person }: Asked, region: Box): boolean =>
  persons.some((other) => other !== person && coveredShare(region, other) > hiddenShare)

function readAt(asked: Asked, region: Box): GarmentReading | null {
  const declared = coloursOf(asked.needed.declared, asked.garment)
  return readGarment(asked.garment, pixelsIn(asked, region), { declared, gains: asked.gains })
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

function toDetection({ garment }: Asked, { region, box }: Place, reading: GarmentReading): Detection {
  const { lab, distance, share } = reading
  const colour: ByColour = {
    garment,
    region,
    lab: [rounded(lab.l, 1), rounded(lab.a, 1), rounded(lab.b, 1)],
    distance: rounded(distance, 1),
    limit: clothLimit,
    share: rounded(share, 3),
  }
  return { class: lackOf[garment], score: rounded(lackScore(garment, reading), 3), box, colour }
}
