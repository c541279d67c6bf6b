import type { Area } from '@sightline/models/raster/raster'
import type { DecodedFrame } from './decode/decoder.ts'
import type { DecodeLayout } from './infer/decode-layout.ts'
import type { StirPicture } from './infer/stir-picture.ts'

/** A picture as the decoder gave it: rgb24, and where in it the camera's own lies. */
export interface KeptPicture {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly content: Area
  /** The same made ready to measure how people stir in it; null: no rule is about people. */
  readonly stir: StirPicture | null
}

interface Keeping {
  readonly frame: DecodedFrame
  readonly layout: DecodeLayout
  readonly stir: StirPicture | null
}

/** A copy: the decoder uses its memory again for the next picture. */
export const keepPicture = ({ frame, layout: { size, content }, stir }: Keeping): KeptPicture => ({
  data: Uint8Array.from(frame.picture),
  width: size.width,
  height: size.height,
  content,
  stir,
})
