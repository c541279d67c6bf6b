import { grow, height, width } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { bodyPoints, type Body } from '@sightline/detectors/pose/body'
import { decodeMovenet } from '../decode/movenet.ts'
import type { FoundPoint } from '../decode/movenet.ts'
import type { ManifestOf } from '../manifest.ts'
import type { Area } from '../raster/raster.ts'
import { rasterOf } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'
import { cropOfPerson } from './crop-of-person.ts'

/** What a worker is started with that looks for joints. */
export interface PoseSetup {
  readonly path: string
  readonly manifest: ManifestOf<'pose'>
}

/** People of one picture. Boxes are in 0..1 of the camera's picture, which is `content` of what is handed over. */
export interface PoseTask {
  /** Unchanged until the answer is there. */
  readonly picture: SharedPart
  readonly content: Area
  readonly persons: readonly Box[]
}

/**
 * Opens a prepared pose model and gives the function that answers for each person in the order asked, in 0..1 of the
 * camera's picture; with no points where it found nobody, or somebody else.
 */
export async function createPoseSession({
  path,
  manifest,
}: PoseSetup): Promise<(task: PoseTask) => Promise<readonly Body[]>> {
  const { input, thresholds } = manifest
  const run = await openRunner(path, input)
  return async ({ picture, content, persons }) => {
    const raster = rasterOf(picture)
    const bodies: Body[] = []
    for (const person of persons) {
      const shown = cropOfPerson(raster, content, person)
      const points = decodeMovenet(await run(toInput(shown.raster, input).frame))
      const seen = points.map(({ score, ...at }) => ({ score, ...shown.toPicture(at) }))
      bodies.push(ownBody(toBody(seen, thresholds.score), person))
    }
    return bodies
  }
}

/** Only what the model is sure of. */
const toBody = (points: readonly FoundPoint[], least: number): Body =>
  Object.fromEntries(
    bodyPoints.flatMap((name, i) => {
      const point = points[i]
      return point && point.score >= least ? [[name, point]] : []
    }),
  )

/** Of a body so many points lie in the person's own box, grown by so much of its sides; else it is a neighbour's. */
const own = { share: 0.6, margin: 0.1 } as const

function ownBody(body: Body, person: Box): Body {
  const box = grow(person, { x: width(person) * own.margin, y: height(person) * own.margin })
  const points = Object.values(body)
  const inside = points.filter(
    ({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
  )
  return inside.length >= points.length * own.share ? body : {}
}
