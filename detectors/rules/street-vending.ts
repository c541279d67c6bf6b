import type { ObjectClass } from '../detection.ts'
import type { BoundRule, DropReason } from '../finding.ts'
import { height } from '../geometry/box.ts'
import { isLifeless, livingLooks, livingSince } from '../tracking/lifeless.ts'
import { winner } from '../tracking/observation.ts'
import { hasSettled, type Track } from '../tracking/track.ts'
import { isBeside, isCarried, lately, standsIn } from './beside.ts'
import { closeUpOf, clueOnly, minHeightOf, minScoreOf, paceMs, paceOf, reachOf } from './params.ts'
import { numberOf, type Around, type NumberParam, type StayRule } from './rule.ts'

const pace = paceOf({ least: 60, leastGrace: 10, still: 300, grace: 300, gap: 20 })
const minScore = minScoreOf(0.35)
const minHeight = minHeightOf(0.04)
const reach = reachOf(3)
const minGoods: NumberParam = {
  key: 'minGoods',
  type: 'number',
  unit: 'count',
  min: 1,
  max: 10,
  default: 2,
  zh: '人员身旁物品最少件数',
  en: 'Things beside the person, at least',
}

const stalls: readonly ObjectClass[] = ['stall', 'cart']
/** What nobody has standing about for five minutes on the way somewhere. */
const wares: readonly ObjectClass[] = ['chair', 'table', 'bottle', 'cup', 'bowl']
/** What anybody has: these count only beside a ware. */
const baggage: readonly ObjectClass[] = ['umbrella', 'handbag', 'backpack']
/** How far a stall's things lie from its keeper, in the keeper's widths. */
const stallReach = 2

/** Standing things in the zone beside the person and not in hand. */
function goodsBeside(person: Track, rule: BoundRule, around: Around): readonly Track[] {
  const gapMs = numberOf(rule.params, pace.maxGapSeconds) * 1000
  return lately([...wares, ...baggage], around, gapMs).filter(
    (thing) =>
      hasSettled(thing) &&
      standsIn(rule, thing.place) &&
      isBeside(person.place, thing.place, stallReach) &&
      !isCarried(thing.place, person.place),
  )
}

const isEnough = (goods: readonly Track[], { params }: BoundRule): boolean =>
  goods.length >= numberOf(params, minGoods) && goods.some(({ votes }) => wares.includes(winner(votes)))

function judge(track: Track, rule: BoundRule, around: Around): DropReason | null {
  const { params } = rule
  const seen = winner(track.votes)
  const isStall = stalls.includes(seen)
  if (!isStall && seen !== 'person') return 'wrong_class'
  if (track.score < numberOf(params, minScore)) return 'low_score'
  if (!standsIn(rule, track.place)) return 'outside_zone'
  if (height(track.place) < numberOf(params, minHeight)) return 'too_small'
  if (isStall) return null
  if (isLifeless(track, paceMs(params, pace).stillMs)) return 'lifeless'
  return isEnough(goodsBeside(track, rule, around), rule) ? null : 'no_goods'
}

/** A stall stands since it stopped there; a keeper sells since enough of the goods stood beside him. */
function since(track: Track, rule: BoundRule, around: Around): number {
  if (stalls.includes(winner(track.votes))) return track.still.fromAt
  const goods = goodsBeside(track, rule, around).toSorted((a, b) => a.still.fromAt - b.still.fromAt)
  const enough = goods.findIndex((_, i) => isEnough(goods.slice(0, i + 1), rule))
  return Math.max(livingSince(track), goods[enough]?.still.fromAt ?? around.at)
}

/** A stall where none may be (占道经营, domain list R61, R63, R64): advised when it opened, confirmed when it stays. */
export const streetVending: StayRule = {
  of: 'tracks',
  kind: 'street_vending',
  name: { zh: '占道经营', en: 'Street vending' },
  description: {
    zh: '摊位或守着桌椅、货品的人员在禁摆区域和时段内停留达到规定时间即开始计时，宽限期满仍未撤离的形成预警；行人及其随身包、伞除外。',
    en: 'A stall, or a person who stays with goods or furniture, in the zone and its hours is advised, and confirmed when still there after the grace; pedestrians with bags or umbrellas are not meant.',
  },
  params: [
    pace.stillSeconds,
    pace.graceSeconds,
    minGoods,
    reach,
    pace.maxGapSeconds,
    minScore,
    minHeight,
    closeUpOf(false),
    clueOnly,
  ],
  reads: () => ['person', ...stalls, ...wares, ...baggage],
  needs: () => [...stalls.map((one) => [one]), ...wares.map((one) => ['person', one] as const)],
  since,
  presence: (params) => ({ how: 'cluster', reach: numberOf(params, reach) }),
  timing: (params) => paceMs(params, pace),
  looksKept: livingLooks,
  judge,
}
