import type { Rule, Zone } from '@sightline/api/contract/zones'
import type { ObjectClass } from '@sightline/detectors/detection'
import { isServed, rules } from '@sightline/detectors/rules/table'

/** Why a rule as it is set can find nothing. `no_hours`: it applies outside the zone's hours, and the zone has none. */
export type Idle = 'no_model' | 'no_hours'

interface Setting {
  readonly rule: Pick<Rule, 'kind' | 'params'>
  readonly zone: Pick<Zone, 'hours'>
  /** What the models offer; empty: nothing is known of them yet, and nothing said. */
  readonly classes: readonly ObjectClass[]
}

/** Every reason for which the rule is idle; none: it can find something. */
export function idleFor({ rule, zone, classes }: Setting): readonly Idle[] {
  const described = rules[rule.kind]
  const lacksModel = classes.length > 0 && !isServed(rule.kind, rule.params, new Set(classes))
  const lacksHours = described.of === 'tracks' && described.hours === 'outside' && zone.hours.length === 0
  return [...(lacksModel ? (['no_model'] as const) : []), ...(lacksHours ? (['no_hours'] as const) : [])]
}

/** How many rules that are in force on a source find nothing, whatever happens before it. */
export function countIdle(
  all: { readonly zones: readonly Zone[]; readonly rules: readonly Rule[] },
  source: { readonly id: string; readonly classes: readonly ObjectClass[] },
): number {
  const zones = new Map(
    all.zones
      .filter(({ sourceId, active }) => active && sourceId === source.id)
      .map((zone) => [zone.id, zone]),
  )
  return all.rules.filter((rule) => {
    const zone = zones.get(rule.zoneId)
    return rule.enabled && zone && idleFor({ rule, zone, classes: source.classes }).length > 0
  }).length
}
