import type { Silence } from './silence.ts'

/** How a picture was: mean grey 0..255, and steepness of its edges (null: too little to see to tell). */
export interface Quality {
  readonly light: number
  readonly sharpness: number | null
}

/** Whether pictures have been too dark or too blurred for long enough to be said. Begin with `clearPicture`. */
export interface PictureState {
  readonly said: 'too_dark' | 'blurred' | null
  /** Since when pictures say otherwise than that. */
  readonly otherSince: number | null
}
export const clearPicture: PictureState = { said: null, otherSince: null }

/** Under these nothing is claimed of a model (docs/measurements.md). What was said ends a little above. */
const darkUnder = 9
const blurredUnder = 0.07
const above = 1.25
/** A lorry passes, a lamp goes on: neither changes what is said. */
const lastsMs = 30_000

/** By one picture alone. */
export const isDark = ({ light }: Quality): boolean => light < darkUnder
export const isBlurred = ({ sharpness }: Quality): boolean => sharpness !== null && sharpness < blurredUnder

function signOf({ light, sharpness }: Quality, said: PictureState['said']): PictureState['said'] {
  const limit = (value: number, of: PictureState['said']): number => (said === of ? value * above : value)
  if (light < limit(darkUnder, 'too_dark')) return 'too_dark'
  return sharpness !== null && sharpness < limit(blurredUnder, 'blurred') ? 'blurred' : null
}

/** One picture later. `at`: capture time. */
export function seePicture(before: PictureState, quality: Quality, at: number): PictureState {
  const sign = signOf(quality, before.said)
  if (sign === before.said) return before.otherSince === null ? before : { ...before, otherSince: null }
  const otherSince = before.otherSince ?? at
  return at - otherSince >= lastsMs ? { said: sign, otherSince: null } : { ...before, otherSince }
}

export const unfitPicture = ({ said }: PictureState): Silence | null => said
