import type { StreamMedia } from '../render/render-camera.ts'
import { createBitReader, fixed, golomb, toNal, type BitReader } from './bits.ts'

interface StreamShape {
  readonly frameNumBits: number
  readonly macroblocks: number
}

/** Profiles whose sequence parameter set tells of chroma and depth (7.3.2.1.1). */
const highProfiles = [100, 110, 122, 244]

function skipHighProfileFields({ bits, ue }: BitReader): boolean {
  const chroma = ue()
  const depths = ue() + ue()
  bits(1)
  return chroma === 1 && depths === 0 && bits(1) === 0
}

/** Sequence parameters of the streams our own encoder makes; nothing for any other kind. */
function readSps(sps: Buffer): StreamShape | null {
  const reader = createBitReader(sps)
  const { bits, ue } = reader
  const profile = bits(8)
  bits(16)
  ue()
  if (highProfiles.includes(profile) && !skipHighProfileFields(reader)) return null
  const frameNumBits = ue() + 4
  if (ue() !== 2) return null
  ue()
  bits(1)
  const macroblocks = (ue() + 1) * (ue() + 1)
  return bits(1) === 1 ? { frameNumBits, macroblocks } : null
}

/** Whether a picture parameter set is plain enough: CAVLC, one slice group, one reference, no weighting. */
function readPps(pps: Buffer): { deblockingControl: boolean } | null {
  const { bits, ue, se } = createBitReader(pps)
  const [pictureId, sequenceId] = [ue(), ue()]
  const [cabac, bottomOrder, groups] = [bits(1), bits(1), ue()]
  const [references] = [ue(), ue()]
  const weighted = bits(1) + bits(2)
  se()
  se()
  se()
  const deblockingControl = bits(1) === 1
  bits(1)
  const redundant = bits(1)
  const others = pictureId + sequenceId + cabac + bottomOrder + groups + references + weighted + redundant
  return others === 0 ? { deblockingControl } : null
}

/**
 * Writes the P slice in which every macroblock is skipped (7.3.3, 7.3.4): "as the picture before". Its argument is the
 * number of pictures since the key frame. Nothing for streams that are not coded as `encode.ts` does it.
 */
export function createSkipSlices({
  sps,
  pps,
}: Pick<StreamMedia, 'sps' | 'pps'>): ((sinceKey: number) => Buffer) | null {
  const shape = readSps(sps)
  const plain = readPps(pps)
  if (!shape || !plain) return null
  return (sinceKey) => {
    const firstMacroblock = golomb(0)
    const sliceType = golomb(5)
    const pictureSet = golomb(0)
    const frameNum = fixed(sinceKey % 2 ** shape.frameNumBits, shape.frameNumBits)
    const referenceOverride = '0'
    const reordering = '0'
    const adaptiveMarking = '0'
    const quantiserDelta = golomb(0)
    const deblocking = plain.deblockingControl ? golomb(1) : ''
    const header =
      firstMacroblock + sliceType + pictureSet + frameNum + referenceOverride + reordering + adaptiveMarking
    return toNal(0x41, header + quantiserDelta + deblocking + golomb(shape.macroblocks))
  }
}
