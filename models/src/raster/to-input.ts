import { placement } from '../letterbox.ts'
import type { Placement } from '../letterbox.ts'
import type { ModelInput } from '../manifest.ts'
import { paste, plain } from './raster.ts'
import type { Raster } from './raster.ts'
import { resize } from './resize.ts'

/** The frame a model takes, made of any raster, and where the raster lies in it. For stills; streams use the ffmpeg filter. */
export function toInput(
  raster: Raster,
  input: Pick<ModelInput, 'width' | 'height' | 'letterbox' | 'pad'>,
): { frame: Uint8Array; placed: Placement } {
  const placed = placement(input, raster)
  const frame = plain(input, input.pad)
  paste(frame, resize(raster, placed), placed)
  return { frame: frame.data, placed }
}
