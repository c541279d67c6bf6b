import type { WantedSource } from '@sightline/api/contract/workers'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { isCloseUp } from '@sightline/detectors/rules/close-up'
import { rules } from '@sightline/detectors/rules/table'
import { rulesInForce } from '../watch/bind-rules.ts'
import { closeUpsOf } from './close-ups.ts'
import type { Eye, FurtherNetwork } from './eye.ts'

/** A network that a source needs, and the zones whose rules read what it reports; never none. */
export interface Needed {
  readonly network: FurtherNetwork
  readonly zones: readonly { readonly id: string; readonly polygon: readonly Point[] }[]
  /** The main network at these enlarged parts of the zones; absent: what the network's manifest says. */
  readonly closeUps?: readonly Box[]
}

type Watched = Pick<WantedSource, 'zones' | 'rules'>

/** Whether an enabled rule of the source is about people: it pays for telling them apart. */
export const isAboutPeople = (source: Watched): boolean =>
  rulesInForce(source).some(({ rule }) => rules[rule.kind].reads(rule.params).includes('person'))

/**
 * The main network once more where an enabled rule asks for its zone enlarged, and the further networks whose classes an
 * enabled rule of the source reads: it pays for no others. In their own order.
 */
export function neededFor(
  source: Watched,
  { closeUp, further }: Pick<Eye, 'closeUp' | 'further'>,
): readonly Needed[] {
  const inForce = rulesInForce(source).map(({ rule, zone }) => ({
    zone,
    reads: rules[rule.kind].reads(rule.params),
    isCloseUp: isCloseUp(rule.kind, rule.params),
  }))
  const needs = (network: FurtherNetwork, among: typeof inForce): readonly Needed[] => {
    const reading = among.filter(({ reads }) => reads.some((one) => network.classes.includes(one)))
    const zones = [...new Map(reading.map(({ zone }) => [zone.id, zone])).values()]
    return zones.length > 0 ? [{ network, zones }] : []
  }
  const enlarged = needs(
    closeUp,
    inForce.filter((one) => one.isCloseUp),
  ).map((one) => ({ ...one, closeUps: closeUpsOf(one.zones) }))
  return [...enlarged, ...further.flatMap((network) => needs(network, inForce))]
}
