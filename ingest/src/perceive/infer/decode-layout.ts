import type { Turn } from '@sightline/detectors/geometry/turn'
import { letterboxFilter, placement } from '@sightline/models/letterbox'
import type { Size } from '@sightline/models/letterbox'
import type { ModelInput } from '@sightline/models/manifest'
import type { Area } from '@sightline/models/raster/raster'
import { turnFilter } from '@sightline/models/raster/turn-filter'

/** How a camera's pictures leave the decoder. */
export interface DecodeLayout {
  /** Pixels a side that become one of the main model's input. */
  readonly factor: number
  /** Of what leaves the decoder. */
  readonly size: Size
  /** Where the camera's picture lies in that. */
  readonly content: Area
  readonly filter: string
}

type Input = Pick<ModelInput, 'width' | 'height' | 'letterbox' | 'pad'>

/** Wider than this nothing is decoded for a part of a picture. */
const widestDetail = 1280

/** The layout of a source that needs the main model alone: the decoder's bytes are its tensor. */
export function plainLayout(input: Input, camera: Size): DecodeLayout {
  const size = { width: input.width, height: input.height }
  return { factor: 1, size, content: placement(input, camera), filter: letterboxFilter(input) }
}

/**
 * The layout of a source whose pictures are looked at in parts too: the main model's input, a whole number of times larger,
 * up to 1280 wide and never larger than the camera's own picture.
 */
export function detailLayout(input: Input, camera: Size): DecodeLayout {
  const placed = placement(input, camera)
  const widest = Math.min(widestDetail, camera.width)
  const factor = Math.min(Math.floor(widestDetail / input.width), Math.floor(widest / placed.width))
  if (factor < 2 || camera.height < placed.height * factor) return plainLayout(input, camera)
  const times = (value: number): number => value * factor
  const content = {
    x: times(placed.x),
    y: times(placed.y),
    width: times(placed.width),
    height: times(placed.height),
  }
  const size = { width: times(input.width), height: times(input.height) }
  return { factor, size, content, filter: multipleFilter(input, size, content) }
}

/** The same for a camera whose picture is turned before; the layout is of the turned size. */
export function turnedLayout(layout: DecodeLayout, turn: Turn): DecodeLayout {
  const turned = turnFilter(turn)
  return turned ? { ...layout, filter: `${turned},${layout.filter}` } : layout
}

/** To the pixel what `letterboxFilter` makes, larger: its own rounding of the sides would not be a multiple. */
function multipleFilter({ pad }: Input, size: Size, { x, y, width, height }: Area): string {
  const scaled = `scale=${width}:${height}:flags=fast_bilinear,format=rgb24`
  if (width === size.width && height === size.height) return scaled
  const grey = pad.toString(16).padStart(2, '0').repeat(3)
  return `${scaled},pad=${size.width}:${size.height}:${x}:${y}:color=0x${grey}`
}

/** The main model's input out of a larger picture: the mean of `factor` x `factor` pixels. */
export function reduce(
  picture: Uint8Array,
  { factor, size }: Pick<DecodeLayout, 'factor' | 'size'>,
  into: Uint8Array,
): void {
  if (factor === 1) return into.set(picture)
  if (factor === 2) return halve(picture, size, into)
  const [width, height] = [size.width / factor, size.height / factor]
  const stride = size.width * 3
  const half = (factor * factor) >> 1
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++, to++) {
        const from = y * factor * stride + x * factor * 3 + c
        into[to] = (sumOf(picture, from, { factor, stride }) + half) / (factor * factor)
      }
}

function sumOf(
  picture: Uint8Array,
  from: number,
  { factor, stride }: { factor: number; stride: number },
): number {
  let sum = 0
  for (let row = from; row < from + factor * stride; row += stride)
    for (let at = row; at < row + factor * 3; at += 3) sum += picture[at] ?? 0
  return sum
}

/** The usual case, without a loop for each pixel. */
function halve(picture: Uint8Array, { width, height }: Size, into: Uint8Array): void {
  const stride = width * 3
  for (let y = 0, to = 0; y < height; y += 2)
    for (let x = 0, at = y * stride; x < width; x += 2, at += 3)
      for (let c = 0; c < 3; c++, at++, to++) {
        const upper = (picture[at] ?? 0) + (picture[at + 3] ?? 0)
        const lower = (picture[at + stride] ?? 0) + (picture[at + stride + 3] ?? 0)
        into[to] = (upper + lower + 2) >> 2
      }
}
