import { placement, type Size } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { toLuma } from '../gate/luma.ts'

/** A grey picture made ready for comparing: the sums of 3 x 3 pixels, in which single noisy ones hardly count. */
export interface StirPicture {
  /** 0 to 9 x 255, row by row; the outermost pixels repeat their neighbours. */
  readonly sums: Uint16Array
  readonly width: number
  readonly height: number
}

/** How many pixels a sum is of. */
export const summed = 9

type Input = Pick<ModelInput, 'width' | 'height' | 'letterbox' | 'pad'>

/** What is compared of a camera's picture as the main model is given it: rgb24, without its bars. */
export function toStirPicture(main: Uint8Array, input: Input, camera: Size): StirPicture {
  const { x: left, y: top, ...size } = placement(input, camera)
  return summedOf(toLuma({ picture: main, widthPx: input.width, content: { left, top, ...size }, step: 1 }))
}

/** A grey picture made ready. */
export function summedOf({ data, width, height }: Luma): StirPicture {
  const rows = new Uint16Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const left = x > 0 ? at - 1 : at
      const right = x < width - 1 ? at + 1 : at
      rows[at] = (data[left] ?? 0) + (data[at] ?? 0) + (data[right] ?? 0)
    }
  const sums = new Uint16Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const up = y > 0 ? -width : 0
    const down = y < height - 1 ? width : 0
    for (let x = 0; x < width; x++, at++)
      sums[at] = (rows[at + up] ?? 0) + (rows[at] ?? 0) + (rows[at + down] ?? 0)
  }
  return { sums, width, height }
}
