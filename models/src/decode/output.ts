import type { Detection } from '@sightline/detectors/detection'
import type { DetectorManifest } from '../manifest.ts'
import type { Placement } from '../letterbox.ts'

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
}

/** The output of a model that has one. */
export function onlyOutput(outputs: Readonly<Record<string, Tensor>>): Tensor {
  const [output] = Object.values(outputs)
  if (!output) throw new Error('the model gave no output')
  return output
}

/** From a model's outputs to what it saw, in 0..1 of the original picture. Pure. */
export type Decode = (outputs: Readonly<Record<string, Tensor>>, context: DecodeContext) => Detection[]
