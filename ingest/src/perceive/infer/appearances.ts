import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { toAppearance } from '@sightline/detectors/tracking/appearance'
import type { Embedder } from '@sightline/models/crops/open-crop-model'
import { rasterOf } from '@sightline/models/raster/shared-part'
import type { PartTask } from '@sightline/models/session/part-task'

/** Fewer rows than this of a picture show too little of a person. */
const leastHeightPx = 48

/** People of one picture whose looks are worth a model's time. */
export interface Looking extends Pick<PartTask, 'picture' | 'content'> {
  /** Which of the detections, by their place in the list. */
  readonly worth: readonly number[]
  readonly look: Embedder['look']
}

/**
 * The detections, those that are worth it with how they look, where enough of them is to be seen. Rejects where the model
 * fails; what was seen is then still true without the looks.
 */
export async function withAppearances(
  detections: readonly Detection[],
  { worth, look, picture, content }: Looking,
): Promise<readonly Detection[]> {
  const raster = rasterOf(picture)
  const appearances = await Promise.all(
    detections.map(async ({ box }, i) => {
      const inside = clip(box)
      const isEnough = (inside.bottom - inside.top) * content.height >= leastHeightPx
      return worth.includes(i) && isEnough ? toAppearance(await look(raster, inPicture(inside))) : null
    }),
  )
  return detections.map((seen, i) => {
    const appearance = appearances[i]
    return appearance ? { ...seen, appearance } : seen
  })

  /** From the camera's picture to the one that also holds bars. */
  function inPicture({ left, top, right, bottom }: Box): Box {
    const x = (share: number): number => (content.x + share * content.width) / picture.width
    const y = (share: number): number => (content.y + share * content.height) / picture.height
    return { left: x(left), top: y(top), right: x(right), bottom: y(bottom) }
  }
}

const clip = ({ left, top, right, bottom }: Box): Box => ({
  left: Math.max(0, left),
  top: Math.max(0, top),
  right: Math.min(1, right),
  bottom: Math.min(1, bottom),
})
