import type { Band, Matter, Tier } from './catalogue.ts'

/** What is wrong with a tier (R78). */
export type TierFault = 'tier_reversed' | 'tier_outside_statute' | 'tier_no_statute'

const isWithin = (tier: Band, statute: Band): boolean =>
  (tier.min === null || statute.min === null || tier.min >= statute.min) &&
  (tier.max === null || statute.max === null || tier.max <= statute.max) &&
  (tier.min === null || statute.max === null || tier.min <= statute.max) &&
  (tier.max === null || statute.min === null || tier.max >= statute.min)

/** The bands of the statute that a tier stands under: one of a person's, one of a unit's, or either. */
const statutesOf = ({ of }: Tier, { person, unit }: Pick<Matter, 'person' | 'unit'>): readonly Band[] => {
  const all = { person: [person], unit: [unit], any: [person, unit] }[of]
  return all.filter((band) => band !== null)
}

/**
 * Why a tier cannot stand: its amounts are the wrong way round, outside what the statute allows, or of somebody for whom the
 * statute allows no fine; null: it can. A tier for `any` stands where it is within one of the two bands. What is not in
 * yuan is compared with nothing.
 */
export function tierFault(tier: Tier, matter: Pick<Matter, 'person' | 'unit'>): TierFault | null {
  const { min, max, unit } = tier
  if (min !== null && max !== null && min > max) return 'tier_reversed'
  if (unit !== 'yuan' || (min === null && max === null)) return null
  const statutes = statutesOf(tier, matter)
  if (statutes.length === 0) return 'tier_no_statute'
  return statutes.some((statute) => isWithin(tier, statute)) ? null : 'tier_outside_statute'
}
