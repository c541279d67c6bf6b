import type { Box } from '@sightline/detectors/geometry/point'
import type { ModelInput } from './manifest.ts'

/** A size in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A box in the pixels of the model's input. */
export interface InputBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

type Frame = Pick<ModelInput, 'width' | 'height' | 'letterbox' | 'pad'>

/** The part of the input that the picture fills, in input pixels. */
export interface Placement extends Size {
  readonly x: number
  readonly y: number
}

/** a*b/c to the nearest integer, half away from zero, as av_rescale does. */
const rescale = (a: number, b: number, c: number): number => Math.floor((a * b + Math.floor(c / 2)) / c)

/**
 * Where ffmpeg puts a picture of this size: `force_original_aspect_ratio=decrease` rounds each side to the nearest pixel
 * (libavfilter/scale_eval.c), the padding before a centred picture is the floor of half the rest.
 */
export function placement(input: Frame, picture: Size): Placement {
  if (input.letterbox === 'stretch') return { x: 0, y: 0, width: input.width, height: input.height }
  const width = Math.min(input.width, rescale(input.height, picture.width, picture.height))
  const height = Math.min(input.height, rescale(input.width, picture.height, picture.width))
  if (input.letterbox === 'top-left') return { x: 0, y: 0, width, height }
  return {
    x: Math.floor((input.width - width) / 2),
    y: Math.floor((input.height - height) / 2),
    width,
    height,
  }
}

/** The ffmpeg filter that turns any picture into this input as rgb24; `placement` says where it puts it. */
export function letterboxFilter(input: Frame): string {
  const size = `${input.width}:${input.height}`
  if (input.letterbox === 'stretch') return `scale=${size}:flags=fast_bilinear,format=rgb24`
  const grey = input.pad.toString(16).padStart(2, '0')
  const at = input.letterbox === 'centre' ? '(ow-iw)/2:(oh-ih)/2' : '0:0'
  // rgb24 before the pad: on subsampled chroma the pad would move to even pixels and its colour through YUV.
  return `scale=${size}:force_original_aspect_ratio=decrease:flags=fast_bilinear,format=rgb24,pad=${size}:${at}:color=0x${grey.repeat(3)}`
}

const unit = (value: number): number => Math.min(1, Math.max(0, value))

/** A box of the input in 0..1 of the original picture, cut at its edges; null where nothing of it is in the picture. */
export function toPicture(box: InputBox, placed: Placement): Box | null {
  const left = unit((box.left - placed.x) / placed.width)
  const right = unit((box.right - placed.x) / placed.width)
  const top = unit((box.top - placed.y) / placed.height)
  const bottom = unit((box.bottom - placed.y) / placed.height)
  return left < right && top < bottom ? { left, top, right, bottom } : null
}
