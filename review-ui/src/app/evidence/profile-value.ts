import type { ProfileCode } from '@sightline/api/law/profile'

const seconds = ([ms = 0]: readonly number[]): string => (ms / 1000).toFixed(2)
const plain = ([value = 0]: readonly number[]): string => String(Math.round(value * 1000) / 1000)
/** Of a plate a matter may ask how large and how sure as well. */
const plate = ([frames = 0, heightPx, confidence]: readonly number[]): string =>
  heightPx === undefined ? String(frames) : `${frames} (≥ ${heightPx} px, ≥ ${confidence})`
const size = (sides: readonly number[]): string => sides.join('×')

const forms: Partial<Record<ProfileCode, (value: readonly number[]) => string>> = {
  interval: seconds,
  clock: seconds,
  record: seconds,
  resolution: size,
  plate,
}

/** A measure, or what was asked, as people read it. */
export const shownValue = (point: ProfileCode, value: readonly number[]): string =>
  (forms[point] ?? plain)(value)
