import type { Box, Point } from '@sightline/detectors/geometry/point'
import { placement, type Size } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import { detailLayout } from './decode-layout.ts'
import { around } from './regions.ts'

/** Enlarged further than this a part of the picture shows nothing more (people 41 px high of 29 decoded lines were still found). */
const mostEnlarged = 1.5

interface Looking {
  readonly input: Pick<ModelInput, 'width' | 'height' | 'letterbox' | 'pad'>
  readonly camera: Size
  /** Parts that the main model looks at besides the whole picture. */
  readonly closeUps: readonly Box[]
}

/**
 * How large the whole picture of a camera would be as the main model sees the zone, px of its input: in the whole picture, or
 * enlarged where close-ups show all of the zone.
 */
export function shownSize({ input, camera, closeUps }: Looking, zone: readonly Point[]): Size {
  const { width, height } = placement(input, camera)
  const tile = closeUps[0]
  if (!tile || !isWithin(around(zone), closeUps)) return { width, height }
  const { content } = detailLayout(input, camera)
  const part = {
    width: (tile.right - tile.left) * content.width,
    height: (tile.bottom - tile.top) * content.height,
  }
  const scale = Math.min(mostEnlarged, input.width / part.width, input.height / part.height)
  return { width: Math.max(width, content.width * scale), height: Math.max(height, content.height * scale) }
}

/** The parts enclose one stretch of the picture, without holes. */
const isWithin = (zone: Box, parts: readonly Box[]): boolean =>
  zone.left >= Math.min(...parts.map(({ left }) => left)) &&
  zone.right <= Math.max(...parts.map(({ right }) => right)) &&
  zone.top >= Math.min(...parts.map(({ top }) => top)) &&
  zone.bottom <= Math.max(...parts.map(({ bottom }) => bottom))
