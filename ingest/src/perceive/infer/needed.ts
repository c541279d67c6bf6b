import type { WantedSource } from '@sightline/api/contract/workers'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { isCloseUp } from '@sightline/detectors/rules/close-up'
import { rules } from '@sightline/detectors/rules/table'
import { rulesInForce, type ZonedRule } from '../../sources/bind-rules.ts'
import { closeUpsOf } from './close-ups.ts'
import type { ModelSet, FurtherModel } from './model-set.ts'

/** A further model that a source needs, and the zones whose rules read what it reports; never none. */
export interface Needed {
  readonly model: FurtherModel
  readonly zones: readonly { readonly id: string; readonly polygon: readonly Point[] }[]
}

type Watched = Pick<WantedSource, 'zones' | 'rules'>

/** Whether an enabled rule of the source is about people: it pays for telling them apart. */
export const isAboutPeople = (source: Watched): boolean =>
  zonesReading(rulesInForce(source), ['person']).length > 0

/** The further models whose classes an enabled rule of the source reads: it pays for no others. In their own order. */
export const neededFor = (source: Watched, further: readonly FurtherModel[]): readonly Needed[] =>
  further.flatMap((model) => {
    const zones = zonesReading(rulesInForce(source), model.classes)
    return zones.length > 0 ? [{ model, zones }] : []
  })

/** The zones in which the joints of people have to be known; none: the source does not pay for that. */
export const posedZones = ({ needed, clothing, gestures }: Posed): Needed['zones'] =>
  [
    ...needed.filter(({ model }) => model.looksAt === 'heads'),
    ...(clothing?.garments ?? []),
    ...(gestures?.gestures ?? []),
  ].flatMap(({ zones }) => zones)

type Zoned = Pick<Needed, 'zones'>
interface Posed {
  readonly needed: readonly Needed[]
  readonly clothing: { readonly garments: readonly Zoned[] } | null
  readonly gestures: { readonly gestures: readonly Zoned[] } | null
}

/** The enlarged parts that the main model looks at besides: of the zones whose rules ask for it. Mostly none. */
export function closeUpsFor(source: Watched, { classes }: Pick<ModelSet, 'classes'>): readonly Box[] {
  const asking = rulesInForce(source).filter(({ rule }) => isCloseUp(rule.kind, rule.params))
  return closeUpsOf(zonesReading(asking, classes))
}

/** The zones of a source in which an enabled rule reads one of these classes. */
export const zonesFor = (source: Watched, classes: readonly ObjectClass[]): Needed['zones'] =>
  zonesReading(rulesInForce(source), classes)

/** The zones with a rule that reads one of these classes, each once. */
function zonesReading(among: readonly ZonedRule[], classes: readonly ObjectClass[]): Needed['zones'] {
  const reading = among.filter(({ rule }) =>
    rules[rule.kind].reads(rule.params).some((one) => classes.includes(one)),
  )
  return [...new Map(reading.map(({ zone }) => [zone.id, zone])).values()]
}
