import { whereWeightsAre } from '@sightline/infra/platform/onnx-external'
import { ModelError } from '../model-error.ts'

/** `external_data` where weights lie in another file, whatever its name; `not_onnx` where it cannot be read to its end. */
export async function refuseExternal(onnx: Uint8Array): Promise<void> {
  const read = async (offset: number, length: number) => onnx.subarray(offset, offset + length)
  const where = await whereWeightsAre({ size: onnx.length, read })
  if (where === 'outside') throw new ModelError('external_data', {})
  if (where === 'unknown') throw new ModelError('not_onnx', {})
}
