import { onlyOutput } from '../decode/output.ts'
import type { ModelInput } from '../manifest.ts'
import { rasterOf } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'

export interface CropSetup {
  readonly path: string
  readonly input: ModelInput
}

/** Opens a model of one output and gives the function that runs it on a part of a picture, as numbers. */
export async function createCropSession({
  path,
  input,
}: CropSetup): Promise<(part: SharedPart) => Promise<Float32Array>> {
  const run = await openRunner(path, input)
  return async (part) => onlyOutput(await run(toInput(rasterOf(part), input).frame)).data
}
