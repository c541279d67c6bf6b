import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { innerEdges, isCutOff, noEdges } from './cut-off.ts'
import { decoders } from '../decode/decoders.ts'
import { onlyOutput } from '../decode/output.ts'
import type { Tensor } from '../decode/output.ts'
import { suppress } from '../decode/suppress.ts'
import type { Placement } from '../letterbox.ts'
import { scoresOf } from '../crops/scores.ts'
import { classOf } from '../offered.ts'
import { within } from '../raster/content.ts'
import { crop } from '../raster/raster.ts'
import type { Area } from '../raster/raster.ts'
import { rasterOf } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from './runner.ts'
import type { PartRegion, PartSetup, PartTask } from './part-task.ts'
import type { SessionResult } from './session-task.ts'

/** Opens a prepared model and gives the function that looks at parts of a picture, one after the other. */
export async function createPartSession(
  setup: PartSetup,
): Promise<(task: PartTask) => Promise<SessionResult>> {
  const { input, ...manifest } = setup.manifest
  const run = await openRunner(setup.path, input)
  return async ({ picture, content, regions }) => {
    const began = performance.now()
    const raster = rasterOf(picture)
    const seen: Detection[] = []
    for (const region of regions) {
      const area = within(content, region.shown)
      const { frame, placed } = toInput(crop(raster, area), input)
      seen.push(...read(await run(frame), setup, { area, content, placed, ...region }))
    }
    const detections = manifest.task === 'detector' ? suppress(seen, manifest.thresholds.overlap) : seen
    return { detections, ms: performance.now() - began }
  }
}

interface Part extends PartRegion {
  readonly area: Area
  readonly content: Area
  readonly placed: Placement
}

/** What was seen in a part, in 0..1 of the camera's picture. */
function read(
  outputs: Readonly<Record<string, Tensor>>,
  { manifest, threshold }: PartSetup,
  { area, content, placed, shown, about = shown, isTile = false }: Part,
): Detection[] {
  const inPicture = ({ left, top, right, bottom }: Box): Box => ({
    left: (area.x - content.x + left * area.width) / content.width,
    right: (area.x - content.x + right * area.width) / content.width,
    top: (area.y - content.y + top * area.height) / content.height,
    bottom: (area.y - content.y + bottom * area.height) / content.height,
  })
  if (manifest.task === 'classifier')
    return Object.entries(scoresOf(onlyOutput(outputs), manifest)).flatMap(([label, score]) => {
      const seen = classOf(label)
      return seen && score >= threshold ? [{ class: seen, score, box: about }] : []
    })
  const { input, classes, thresholds, decoder } = manifest
  const { overlap } = thresholds
  const seen = decoders[decoder](outputs, { input, classes, threshold, overlap, placed })
  const inner = isTile ? innerEdges(area, content) : noEdges
  return seen.filter(({ box }) => !isCutOff(box, inner)).map((one) => ({ ...one, box: inPicture(one.box) }))
}
