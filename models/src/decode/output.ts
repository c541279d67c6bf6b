import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import type { DetectorManifest } from '../manifest.ts'
import { toPicture } from '../letterbox.ts'
import type { InputBox, Placement } from '../letterbox.ts'

/** One output of a model: its numbers, row-major, and their shape. */
export interface Tensor {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** What a decoder needs to know besides the numbers. `placed` undoes the letterbox. */
export interface DecodeContext {
  readonly input: Pick<DetectorManifest['input'], 'width' | 'height'>
  readonly classes: DetectorManifest['classes']
  readonly threshold: number
  readonly overlap: number
  readonly placed: Placement
  /** Told of every box at or above the threshold as the model gave it, in pixels of its input: a dry run looks at them. */
  readonly onBox?: (box: InputBox) => void
}

/** A box of the input in the picture; null where nothing of it is there. */
export function placeBox(box: InputBox, { placed, onBox }: DecodeContext): Box | null {
  onBox?.(box)
  return toPicture(box, placed)
}

/** The output of a model that has one. */
export function onlyOutput(outputs: Readonly<Record<string, Tensor>>): Tensor {
  const [output] = Object.values(outputs)
  if (!output) throw new Error('the model gave no output')
  return output
}

/** The output that holds rows, where a model also gives the maps they were made of (older exports of YOLOv5). */
export const rowsOutput = (outputs: Readonly<Record<string, Tensor>>): Tensor =>
  Object.values(outputs).find(({ dims }) => dims.length === 3) ?? onlyOutput(outputs)

/** From a model's outputs to what it saw, in 0..1 of the original picture. Pure. */
export type Decode = (outputs: Readonly<Record<string, Tensor>>, context: DecodeContext) => Detection[]
