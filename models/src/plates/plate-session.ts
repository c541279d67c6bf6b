import { onlyOutput } from '../decode/output.ts'
import type { ManifestOf } from '../manifest.ts'
import { labelOf, scoresOf } from '../crops/scores.ts'
import type { Raster } from '../raster/raster.ts'
import { rasterOf } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'
import type { Runner } from '../session/runner.ts'
import { findPlates } from './find-plates.ts'
import type { FoundPlate } from './find-plates.ts'
import type { PlateColour, PlateReading } from './plate-reading.ts'
import { openLineReader } from './line-reader.ts'
import type { LineReaderSetup } from './line-reader.ts'
import { textOf } from './plate-text.ts'
import { oneRow, sizeOf, straighten, twoRows } from './straighten.ts'

interface Opened<M> {
  readonly path: string
  readonly manifest: M
}

/** The three models of the plate reader. */
export interface PlateSetup {
  readonly detector: Opened<ManifestOf<'plate-detector'>>
  readonly colour: Opened<ManifestOf<'classifier'>>
  readonly reader: LineReaderSetup
}

interface Sessions {
  readonly setup: PlateSetup
  readonly detector: Runner
  readonly colour: Runner
  readonly readLine: Awaited<ReturnType<typeof openLineReader>>
}

/** Opens the three models and gives the function that reads every plate of a picture, best first, in 0..1 of it. */
export async function createPlateSession(
  setup: PlateSetup,
): Promise<(part: SharedPart) => Promise<PlateReading[]>> {
  const open = ({ path, manifest }: Opened<{ input: Parameters<typeof toInput>[1] }>) =>
    openRunner(path, manifest.input)
  const sessions: Sessions = {
    setup,
    detector: await open(setup.detector),
    colour: await open(setup.colour),
    readLine: await openLineReader(setup.reader),
  }
  return async (part) => {
    const picture = rasterOf(part)
    const readings: PlateReading[] = []
    for (const found of await find(sessions, picture)) {
      const plate = straighten(picture, found.corners)
      if (plate) readings.push(await read(sessions, { picture, found, plate }))
    }
    return readings
  }
}

async function find({ setup, detector }: Sessions, picture: Raster): Promise<FoundPlate[]> {
  const { input, thresholds } = setup.detector.manifest
  const { frame, placed } = toInput(picture, input)
  const { score: threshold, overlap } = thresholds
  return findPlates(onlyOutput(await detector(frame)), { threshold, overlap, placed, picture })
}

interface Rectified {
  readonly picture: Raster
  readonly found: FoundPlate
  readonly plate: Raster
}

async function read(sessions: Sessions, { picture, found, plate }: Rectified): Promise<PlateReading> {
  const { rows, corners, score } = found
  const characters = await sessions.readLine(rows === 1 ? oneRow(plate) : twoRows(plate))
  const unit = ({ x, y }: { x: number; y: number }) => ({ x: x / picture.width, y: y / picture.height })
  return {
    text: textOf(characters),
    characters,
    colour: await colourOf(sessions, plate),
    rows,
    corners: [unit(corners[0]), unit(corners[1]), unit(corners[2]), unit(corners[3])],
    heightPx: sizeOf(corners).height,
    score,
  }
}

async function colourOf({ setup, colour }: Sessions, plate: Raster): Promise<PlateColour> {
  const { manifest } = setup.colour
  const { frame } = toInput(plate, manifest.input)
  return labelOf(scoresOf(onlyOutput(await colour(frame)), manifest)).label as PlateColour
}
