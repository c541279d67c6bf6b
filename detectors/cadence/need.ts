import type { BoundRule } from '../finding.ts'
import type { Timing } from '../rules/rule.ts'
import { rules, stayRules } from '../rules/table.ts'
import { isStayBound } from '../stays/fold-stays.ts'
import { isInForce } from '../stays/resolved-rule.ts'
import type { Stay } from '../stays/stay.ts'
import { rememberedMs } from '../tracking/track.ts'

/** So many looks within the time after which a stay opens: with fewer, one that fails decides too much. */
const looksWanted = 5
/** So many looks within the longest time unseen: a few may fail without a break. */
const looksPerGap = 4

/** No rule is served by less: what comes and goes between two looks is not known to have stayed. */
const slowestNeedMs = 4000

/**
 * The longest time between two looks that a rule with such times is served by, ms. One that counts in how many of its last
 * looks a condition held must have made them all twice before it opens.
 */
export function needOf({ stillMs, maxGapMs, hits }: Timing): number {
  const looks = hits && hits.of > 1 ? 2 * hits.of : looksWanted
  return Math.min(stillMs / looks, maxGapMs / looksPerGap, slowestNeedMs)
}

/**
 * Who lingers is told from the next one who comes by having been seen to go: in two seconds one is gone and another there. So
 * while anybody's stay is followed, one looks this often.
 */
const lingerNeedMs = 500

/** What is out of sight for longer than things are remembered stays open, and is waited for on its rule's own clock. */
export const isFollowed = ({ seenAt }: Pick<Stay, 'seenAt'>, at: number): boolean =>
  at - seenAt <= rememberedMs

const needOfStay = (stay: Pick<Stay, 'rule' | 'seenAt'>, at: number): number =>
  stayRules[stay.rule.kind].presence(stay.rule.params).how === 'linger' && isFollowed(stay, at)
    ? Math.min(lingerNeedMs, needIn(stay.rule))
    : needIn(stay.rule)

const needIn = ({ kind, params }: BoundRule): number => {
  const rule = rules[kind]
  return rule.of === 'camera' ? Infinity : needOf(rule.timing(params))
}

/**
 * The longest time between two looks that is enough for every rule whose hours it is, and for those that follow a stay,
 * ms. Infinity: none looks at pictures.
 */
export function needNow(
  bound: readonly BoundRule[],
  { stays, at }: { readonly stays: readonly Pick<Stay, 'rule' | 'seenAt'>[]; readonly at: number },
): number {
  const inForce = bound.filter(
    (rule) => isStayBound(rule) && isInForce({ bound: rule, kind: stayRules[rule.kind] }, at),
  )
  return Math.min(Infinity, ...inForce.map(needIn), ...stays.map((stay) => needOfStay(stay, at)))
}
