import type { NumberParam } from '@sightline/detectors/rules/rule'

type Unit = NumberParam['unit']

/** As people read it: shares are shown in percent, exact to what was set. */
export const shownNumber = (unit: Unit, value: number): number =>
  unit === 'share' ? Number((value * 100).toFixed(6)) : value

/** As it is kept; the inverse of `shownNumber`. */
export const keptNumber = (unit: Unit, shown: number): number =>
  unit === 'share' ? Number((shown / 100).toFixed(8)) : shown
