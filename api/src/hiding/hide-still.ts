import { masksOf } from '../../law/masks.ts'
import type { MaskHistory } from '../masks/store.ts'
import { coverShapes } from './cover-shapes.ts'
import type { FindPrivate } from './find-private.ts'
import { hiddenParts, seenIn } from './hidden-parts.ts'
import { coverIn, type Raster } from './mosaic.ts'
import { decodePicture } from './picture.ts'
import { sightAt } from './sight-at.ts'
import type { Still, TraceFrame } from './read-finding.ts'

/** Why a picture cannot be given out: nobody knows where people stood, its file is not what was sealed, nobody could tell the faces, or where the windows are. */
export const unhidden = ['not_located', 'not_readable', 'not_hidden', 'mask_stale'] as const
export type Unhidden = (typeof unhidden)[number]

export interface Hiding {
  readonly findPrivate: FindPrivate
  readonly frames: readonly TraceFrame[]
  /** The accused's, as two officers typed it; null: none is shown. */
  readonly plate: string | null
  readonly masks: MaskHistory
  readonly turn: number
}

export interface HiddenStill {
  readonly raster: Raster
  readonly parts: number
  readonly showsPlate: boolean
}

/** The picture of a sealed still in which nobody but the accused's plate is to be recognised; the original is never touched. */
export async function hideStill(
  still: Pick<Still, 'at' | 'read'>,
  { findPrivate, frames, plate, masks, turn }: Hiding,
): Promise<HiddenStill | Unhidden> {
  const sight = sightAt(frames, still.at)
  if (!sight) return 'not_located'
  const shapes = masksOf(masks.versions, masks.views, { at: still.at, turn })
  if (shapes === 'stale') return 'mask_stale'
  const bytes = await still.read()
  const raster = bytes && (await decodePicture(bytes))
  if (!bytes || !raster) return 'not_readable'
  const found = await findPrivate({ bytes, ...seenIn(sight) })
  if (!found) return 'not_hidden'
  const { width: widthPx, height: heightPx } = raster
  const { parts, showsPlate } = hiddenParts({ sight, found, plate, widthPx, heightPx })
  coverIn(raster, parts)
  coverShapes(raster, shapes)
  return { raster, parts: parts.length, showsPlate }
}
