import { readFile } from 'node:fs/promises'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { openTask } from '../open.ts'
import type { Place } from '../open.ts'
import type { Raster } from '../raster/raster.ts'
import { sharePart } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { spawnWorker } from '../session/spawn-worker.ts'
import { createTaskRunner } from '../session/task-runner.ts'
import { fileOf } from '../store.ts'
import type { PlateReading } from './plate-reading.ts'
import type { PlateSetup } from './plate-session.ts'

export interface PlateReader {
  /** The prepared files that read, for the evidence. */
  readonly models: readonly { readonly name: string; readonly sha256: string }[]
  /**
   * Every plate in the picture (rgb24), or in the region of it, best first. A region is a vehicle's box: the detector
   * sees 320 x 320, in which a plate of a whole street is too small. Corners are in 0..1 of the whole picture.
   */
  readonly read: (picture: Raster, region?: Box) => Promise<PlateReading[]>
  readonly close: () => Promise<void>
}

/** Makes the three models of the plate reader present and verified, and starts them in one worker thread. */
export async function openPlateReader(place: Place): Promise<PlateReader> {
  const detector = await openTask('plate-detector', 'hyperlpr-plates', place)
  const colour = await openTask('classifier', 'hyperlpr-colour', place)
  const reader = await openTask('reader', 'ppocr-reader', place)
  const keys = await readFile(fileOf(place.dir, reader.manifest.name, reader.manifest.keys), 'utf8')
  const setup: PlateSetup = { detector, colour, reader: { ...reader, keys } }
  const runner = await createTaskRunner<SharedPart, PlateReading[]>(() =>
    spawnWorker(new URL('./plate-worker.ts', import.meta.url), setup),
  )
  return {
    models: [detector, colour, reader].map(({ manifest, sha256 }) => ({ name: manifest.name, sha256 })),
    async read(picture, region) {
      const { part, area } = sharePart(picture, region)
      const inPicture = ({ x, y }: Point): Point => ({
        x: (area.x + x * area.width) / picture.width,
        y: (area.y + y * area.height) / picture.height,
      })
      const readings = await runner.run(part)
      return readings.map((reading) => {
        const [a, b, c, d] = reading.corners
        return { ...reading, corners: [inPicture(a), inPicture(b), inPicture(c), inPicture(d)] }
      })
    },
    close: runner.close,
  }
}
