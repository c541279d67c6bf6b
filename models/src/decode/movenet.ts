import { bodyPoints } from '@sightline/detectors/pose/body'
import type { Tensor } from './output.ts'

/** One point of a body, in 0..1 of what the model was shown. */
export interface FoundPoint {
  readonly x: number
  readonly y: number
  readonly score: number
}

/** In cells, added to a distance: the nearest of all is not infinitely likely. */
const softness = 1.8

interface Cell {
  readonly x: number
  readonly y: number
}

/** A map of heat: which plane of a tensor, and how wide and high it is. */
interface Plane {
  readonly data: Float32Array
  readonly from: number
  readonly width: number
  readonly height: number
}

/** The heads by their names in the published graph. */
export const movenetHeads = {
  heat: 'StatefulPartitionedCall/Sigmoid',
  centre: 'StatefulPartitionedCall/Sigmoid_1',
  regress: 'StatefulPartitionedCall/kpt_regress_0/conv2d_6/BiasAdd',
  offset: 'StatefulPartitionedCall/kpt_offset_0/conv2d_7/BiasAdd',
} as const

/**
 * MoveNet single pose (Google, 2021), cut at its four heads: the hottest centre near the middle says whose body it is, from
 * there each point is sought near where the regression puts it, and moved by its own offset. All 17 points, in order.
 */
export function decodeMovenet(outputs: Readonly<Record<string, Tensor>>): readonly FoundPoint[] {
  const [heat, centre, regress, offset] = [
    outputs[movenetHeads.heat],
    outputs[movenetHeads.centre],
    outputs[movenetHeads.regress],
    outputs[movenetHeads.offset],
  ]
  if (!heat || !centre || !regress || !offset) throw new Error('the model lacks one of its four heads')
  const [, , height = 0, width = 0] = heat.dims
  const plane = ({ data }: Tensor, index: number): Plane => ({
    data,
    from: index * width * height,
    width,
    height,
  })
  const middle = { x: width / 2, y: height / 2 }
  const body = hottestNear(plane(centre, 0), middle)
  return bodyPoints.map((_, index) => {
    const near = (tensor: Tensor, at: Cell): Cell => ({
      x: valueAt(plane(tensor, 2 * index + 1), at),
      y: valueAt(plane(tensor, 2 * index), at),
    })
    const expected = near(regress, body)
    const cell = hottestNear(plane(heat, index), { x: body.x + expected.x, y: body.y + expected.y })
    const moved = near(offset, cell)
    return {
      x: (cell.x + moved.x) / width,
      y: (cell.y + moved.y) / height,
      score: valueAt(plane(heat, index), cell),
    }
  })
}

const valueAt = ({ data, from, width }: Plane, { x, y }: Cell): number => data[from + y * width + x] ?? 0

/** The cell whose heat by its distance from a place is greatest. */
function hottestNear({ data, from, width, height }: Plane, near: Cell): Cell {
  let best = { x: 0, y: 0 }
  let most = -Infinity
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const heat = (data[from + y * width + x] ?? 0) / (Math.hypot(x - near.x, y - near.y) + softness)
      if (heat <= most) continue
      most = heat
      best = { x, y }
    }
  return best
}
