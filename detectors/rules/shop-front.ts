import type { ObjectClass } from '../detection.ts'
import type { BoundRule, DropReason } from '../finding.ts'
import { winner } from '../tracking/observation.ts'
import { hasSettled, type Track } from '../tracking/track.ts'
import { standsIn } from './beside.ts'
import { closeUpOf, clueOnly, minScoreOf, paceMs, paceOf } from './params.ts'
import { numberOf, type StayRule } from './rule.ts'

const pace = paceOf({ least: 60, leastGrace: 10, still: 600, grace: 300, gap: 30 })
const minScore = minScoreOf(0.35)
const goods: readonly ObjectClass[] = ['stall', 'cart', 'table', 'chair', 'umbrella', 'bottle', 'cup', 'bowl']

function judge(track: Track, rule: BoundRule): DropReason | null {
  if (!goods.includes(winner(track.votes))) return 'wrong_class'
  if (track.score < numberOf(rule.params, minScore)) return 'low_score'
  if (!standsIn(rule, track.place)) return 'outside_zone'
  return hasSettled(track) ? null : 'moving'
}

/** Goods beyond a shop's door line (店外经营, domain list R63). The zone is the strip before one shop: one finding. */
export const shopFront: StayRule = {
  of: 'tracks',
  kind: 'shop_front',
  name: { zh: '店外经营', en: 'Goods beyond the shop front' },
  description: {
    zh: '货品、桌椅或摊架在门线外区域摆放达到规定时间即开始计时，宽限期满仍未收回的形成预警；一个区域对应一家门店。',
    en: 'Goods or furniture that stand beyond the door line are advised against, and confirmed when still there after the grace; one zone for each shop.',
  },
  params: [pace.stillSeconds, pace.graceSeconds, pace.maxGapSeconds, minScore, closeUpOf(false), clueOnly],
  reads: () => goods,
  needs: () => goods.map((one) => [one]),
  presence: () => ({ how: 'zone' }),
  timing: (params) => paceMs(params, pace),
  ceases: true,
  judge,
  since: ({ still }) => still.fromAt,
}
