import type { Size } from '../letterbox.ts'

/** Sides of the cells of the usual three maps, in pixels of the input. */
export const strides = [8, 16, 32] as const
/** Of models for large pictures (YOLOv5 P6), with a fourth. */
export const stridesOfFour = [8, 16, 32, 64] as const

/** How many cells such maps have together. */
export const cellsOf = ({ width, height }: Size, of: readonly number[] = strides): number =>
  of.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0)
