import type { WantedSource } from '@sightline/api/contract/workers'
import type { Rule, Zone } from '@sightline/api/contract/zones'
import type { BoundRule, Zone as BoundZone } from '@sightline/detectors/finding'
import type { SceneConfig } from '@sightline/detectors/scene'
import type { TrackerConfig } from '@sightline/detectors/tracking/track'

/** A rule in force with the zone it is drawn on, as the api published both. */
export interface ZonedRule {
  readonly rule: Rule
  readonly zone: Zone
}

/** The rules that apply to a source now: enabled, on an active zone of this source. */
export function rulesInForce({ zones, rules }: Pick<WantedSource, 'zones' | 'rules'>): readonly ZonedRule[] {
  return rules.flatMap((rule) => {
    const zone = zones.find(({ id, active }) => active && id === rule.zoneId)
    return zone && rule.enabled ? [{ rule, zone }] : []
  })
}

/** How the detectors see a rule and its zone: without names and administration. */
export const toBoundRule = ({ rule, zone }: ZonedRule): BoundRule => ({
  id: rule.id,
  version: rule.version,
  kind: rule.kind,
  params: rule.params,
  zone: { id: zone.id, version: zone.version, polygon: zone.polygon, bays: zone.bays, hours: zone.hours },
})

/** What a source's frames are judged by. */
export const toSceneConfig = (
  source: Pick<WantedSource, 'id' | 'zones' | 'rules'>,
  tracker: TrackerConfig,
): SceneConfig => ({
  sourceId: source.id,
  tracker,
  rules: rulesInForce(source).map(toBoundRule),
})

/** Where a source's rules apply, as polygons; the same array until the source changes, for it is asked for at every picture. */
export function watchedZones(sourceNow: () => WantedSource): () => readonly BoundZone['polygon'][] {
  let last: { readonly source: WantedSource; readonly polygons: readonly BoundZone['polygon'][] } | null =
    null
  return () => {
    const source = sourceNow()
    if (last?.source !== source)
      last = { source, polygons: rulesInForce(source).map(({ zone }) => zone.polygon) }
    return last.polygons
  }
}
