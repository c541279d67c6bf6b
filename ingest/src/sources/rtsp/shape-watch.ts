import type { Fragment } from '../../media/boxes.ts'
import { type InitSegment, readConfiguration } from '../../media/init-segment.ts'
import { childBox, typeCode } from '../../media/iso-box.ts'
import {
  describedSets,
  nalsOf,
  type PictureCodec,
  type PictureShape,
  startShape,
  stepShape,
} from '../../media/parameter-sets.ts'

/** Watches whether a connection's pictures stay what its init segment says they are. */
export interface ShapeWatch {
  /** One sample later: whether its picture is of another shape than the one before it. */
  hasChanged(fragment: Pick<Fragment, 'bytes' | 'isKey'>): boolean
}

const mdat = typeCode('mdat')

export function watchShape(init: Pick<InitSegment, 'bytes'>): ShapeWatch {
  const { type, payload } = readConfiguration(init.bytes)
  const codec: PictureCodec = type === 'avcC' ? 'h264' : 'h265'
  let shape: PictureShape = startShape(codec, describedSets(codec, payload))
  return {
    hasChanged({ bytes, isKey }) {
      const media = isKey ? childBox(bytes, { type: 'file', start: 0, end: bytes.length }, mdat) : null
      if (!media) return false
      const step = stepShape(shape, codec, nalsOf(bytes.subarray(media.start, media.end)))
      shape = step.state
      return step.hasChanged
    },
  }
}
