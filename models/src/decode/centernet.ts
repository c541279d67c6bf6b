import type { Detection } from '@sightline/detectors/detection'
import { placeBox } from './output.ts'
import type { Decode, DecodeContext, Tensor } from './output.ts'
import { suppress } from './suppress.ts'

const stride = 4

interface Heat {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
}

/** No neighbour of the 3 x 3 around it is hotter: what the graph's own max pooling would have kept. */
function isPeak({ data, width, height }: Heat, at: { plane: number; x: number; y: number }): boolean {
  const heat = data[at.plane + at.y * width + at.x] ?? 0
  for (let y = Math.max(0, at.y - 1); y <= Math.min(height - 1, at.y + 1); y++)
    for (let x = Math.max(0, at.x - 1); x <= Math.min(width - 1, at.x + 1); x++)
      if ((data[at.plane + y * width + x] ?? 0) > heat) return false
  return true
}

/**
 * CenterNet ("Objects as Points", Zhou et al.) with one-sided sizes: `keypoints` [1,classes,H/4,W/4] heat,
 * `wh` [1,4,H/4,W/4] distances in input pixels from the peak to left, top, right, bottom.
 */
export const decodeCenternet: Decode = (outputs, context) => {
  const keypoints = outputs['tower_0/keypoints']
  const sizes = outputs['tower_0/wh']
  if (!keypoints || !sizes) throw new Error('the model lacks its heat map or size head')
  const [, , height = 0, width = 0] = keypoints.dims
  const heat = { data: keypoints.data, width, height }
  const found = context.classes.flatMap((name, index) =>
    name ? readClass({ heat, sizes, name, plane: index * width * height }, context) : [],
  )
  return suppress(found, context.overlap)
}

interface ClassPlane {
  readonly heat: Heat
  readonly sizes: Tensor
  readonly name: Detection['class']
  readonly plane: number
}

function readClass({ heat, sizes, name, plane }: ClassPlane, context: DecodeContext): Detection[] {
  const cells = heat.width * heat.height
  const found: Detection[] = []
  for (let cell = 0; cell < cells; cell++) {
    const score = heat.data[plane + cell] ?? 0
    if (score < context.threshold) continue
    const x = cell % heat.width
    const y = Math.floor(cell / heat.width)
    if (!isPeak(heat, { plane, x, y })) continue
    const side = (k: number): number => sizes.data[k * cells + cell] ?? 0
    const inInput = {
      left: x * stride - side(0),
      top: y * stride - side(1),
      right: x * stride + side(2),
      bottom: y * stride + side(3),
    }
    const box = placeBox(inInput, context)
    if (box) found.push({ class: name, score, box })
  }
  return found
}
