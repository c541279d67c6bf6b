import type { BoundRule, DropReason } from '../finding.ts'
import { height } from '../geometry/box.ts'
import { winner } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'
import { standsIn } from './beside.ts'
import { clueOnly, hitsIn, minHeightOf, minScoreOf, paceMs, paceOf, reachOf, shareOf } from './params.ts'
import { numberOf, type NumberParam, type StayRule } from './rule.ts'

const pace = paceOf({ least: 3, leastGrace: 0, still: 10, grace: 20, gap: 10 })
const share = shareOf(5, 8)
const minScore = minScoreOf(0.5)
const minHeight = minHeightOf(0.01)
const reach = reachOf(2)
/**
 * How far the tip moves, of the flame's height: by the mean over many looks, for two of a fire may well look alike. The
 * pixels (bright, warm, unsteady for several looks) and then the classifier tell a fire from what shines; this low limit
 * refuses what stands still all the same, and the box of an own model's lamp that trembles by 6 % on every side (0.05).
 */
const minFlicker: NumberParam = {
  key: 'minFlicker',
  type: 'number',
  unit: 'share',
  min: 0,
  max: 0.5,
  default: 0.06,
  zh: '火焰最小闪动幅度',
  en: 'Least flicker of the flame',
}

function judge(track: Track, rule: BoundRule): DropReason | null {
  const { params } = rule
  if (winner(track.votes) !== 'flame') return 'wrong_class'
  if (track.score < numberOf(params, minScore)) return 'low_score'
  if (!standsIn(rule, track.place)) return 'outside_zone'
  if (height(track.place) < numberOf(params, minHeight)) return 'too_small'
  return track.flicker < numberOf(params, minFlicker) ? 'steady' : null
}

/** A fire in the open (露天焚烧, domain list M10): flickering flame in N of the last M looks, always at one place. */
export const openBurning: StayRule = {
  of: 'tracks',
  kind: 'open_burning',
  name: { zh: '露天焚烧', en: 'Open burning' },
  description: {
    zh: '监看区域内同一处在最近若干次观察中多次见到闪动的火焰，持续达到规定时间即形成提示并开始计时，期满仍在燃烧的形成预警；灯光、日光等不闪动的亮物除外。',
    en: 'A flickering flame at one place in enough of the last looks opens a finding, and is confirmed when it burns on; lamps, the sun and other steady lights are not meant.',
  },
  params: [
    pace.stillSeconds,
    pace.graceSeconds,
    share.hits,
    share.looks,
    minFlicker,
    reach,
    pace.maxGapSeconds,
    minScore,
    minHeight,
    clueOnly,
  ],
  reads: () => ['flame'],
  needs: () => [['flame']],
  presence: (params) => ({ how: 'cluster', reach: numberOf(params, reach) }),
  timing: (params) => ({ ...paceMs(params, pace), hits: hitsIn(params, share) }),
  ceases: true,
  judge,
  /** What proves to flicker has burnt since it was first seen. */
  since: ({ firstAt }) => firstAt,
}
