import type { Box } from '@sightline/detectors/geometry/point'
import { decodeBlazeface } from '../decode/blazeface.ts'
import type { Face } from '../decode/blazeface.ts'
import { keepBest } from '../decode/suppress.ts'
import type { ManifestOf } from '../manifest.ts'
import { areaOf, crop } from '../raster/raster.ts'
import { rasterOf } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'

/** What a worker is started with that looks for faces. */
export interface FaceSetup {
  readonly path: string
  readonly manifest: ManifestOf<'face-detector'>
}

/** Parts of one still in which faces are sought, in 0..1 of it. */
export interface FaceTask {
  readonly picture: SharedPart
  readonly regions: readonly Box[]
}

/** Opens a prepared face detector and gives the function that answers with all faces of the parts, in 0..1 of the still, best first. */
export async function createFaceSession({
  path,
  manifest,
}: FaceSetup): Promise<(task: FaceTask) => Promise<readonly Face[]>> {
  const { input, thresholds } = manifest
  const run = await openRunner(path, input)
  return async ({ picture, regions }) => {
    const raster = rasterOf(picture)
    const seen: Face[] = []
    for (const region of regions) {
      const area = areaOf(region, raster)
      const { frame, placed } = toInput(crop(raster, area), input)
      const { score: threshold, overlap } = thresholds
      const faces = decodeBlazeface(await run(frame), { input, threshold, overlap, placed })
      const x = (share: number): number => (area.x + share * area.width) / raster.width
      const y = (share: number): number => (area.y + share * area.height) / raster.height
      seen.push(
        ...faces.map(({ score, box: { left, top, right, bottom } }) => ({
          score,
          box: { left: x(left), top: y(top), right: x(right), bottom: y(bottom) },
        })),
      )
    }
    return keepBest(seen, thresholds.overlap)
  }
}
