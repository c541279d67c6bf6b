import type { StreamMedia } from '../render/render-camera.ts'
import type { AccessUnit } from './access-units.ts'
import { createSkipSlices } from './skip-slice.ts'

/**
 * A camera whose picture hangs: from the next key frame on that key frame is repeated at its rhythm, and every other
 * picture says "nothing changed". Ends at a key frame, so that no picture refers to one that was not sent.
 */
export function createFreezer(
  media: Pick<StreamMedia, 'sps' | 'pps'>,
): (unit: AccessUnit, freeze: boolean) => AccessUnit {
  const skipSlice = createSkipSlices(media)
  let held: AccessUnit | null = null
  let sinceKey = 0
  return (unit, freeze) => {
    sinceKey = unit.key ? 0 : sinceKey + 1
    if (unit.key) held = freeze ? (held ?? unit) : null
    if (!held) return unit
    if (unit.key) return held
    return skipSlice ? { nals: [skipSlice(sinceKey)], key: false } : held
  }
}
