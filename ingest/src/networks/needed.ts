import type { WantedSource } from '@sightline/api/contract/workers'
import type { Point } from '@sightline/detectors/geometry/point'
import { rules } from '@sightline/detectors/rules/table'
import { rulesInForce } from '../watch/bind-rules.ts'
import type { FurtherNetwork } from './eye.ts'

/** A network that a source needs, and the zones whose rules read what it reports; never none. */
export interface Needed {
  readonly network: FurtherNetwork
  readonly zones: readonly { readonly id: string; readonly polygon: readonly Point[] }[]
}

type Watched = Pick<WantedSource, 'zones' | 'rules'>

/** Whether an enabled rule of the source is about people: it pays for telling them apart. */
export const isAboutPeople = (source: Watched): boolean =>
  rulesInForce(source).some(({ rule }) => rules[rule.kind].reads(rule.params).includes('person'))

/** The further networks whose classes an enabled rule of the source reads: it pays for no others. In their own order. */
export function neededFor(source: Watched, further: readonly FurtherNetwork[]): readonly Needed[] {
  const inForce = rulesInForce(source).map(({ rule, zone }) => ({
    zone,
    reads: rules[rule.kind].reads(rule.params),
  }))
  return further.flatMap((network) => {
    const reading = inForce.filter(({ reads }) => reads.some((one) => network.classes.includes(one)))
    const zones = [...new Map(reading.map(({ zone }) => [zone.id, zone])).values()]
    return zones.length > 0 ? [{ network, zones }] : []
  })
}
