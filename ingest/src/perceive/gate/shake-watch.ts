import type { Point } from '@sightline/detectors/geometry/point'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { noShake, stepShake } from './shake.ts'

/** How a camera shakes: told with its pictures, asked for when what was seen in them comes back. */
export interface ShakeWatch {
  /** A picture that goes to the model, in turn. */
  see(luma: Luma, at: number): void
  /** How far the picture of that moment was from the view at rest; null: not at all, or not known. Asked in turn. */
  shiftAt(at: number): Point | null
  /** The view as it is now is the right one. */
  forget(): void
}

/** More pictures than this are not under way to the model at once. */
const mostUnderWay = 64

export function createShakeWatch(): ShakeWatch {
  let state = noShake
  let shifts: readonly { readonly at: number; readonly shift: Point }[] = []
  return {
    see(luma, at) {
      state = stepShake(state, luma, at)
      const { shift } = state
      if (shift && (shift.x !== 0 || shift.y !== 0)) shifts = [...shifts, { at, shift }].slice(-mostUnderWay)
    },
    shiftAt(at) {
      shifts = shifts.filter((one) => one.at >= at)
      const first = shifts[0]
      return first?.at === at ? first.shift : null
    },
    forget() {
      state = noShake
      shifts = []
    },
  }
}
