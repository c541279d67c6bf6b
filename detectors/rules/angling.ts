import type { BoundRule, DropReason, FindingFlag } from '../finding.ts'
import { foot, height } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { boxShareInside } from '../geometry/polygon.ts'
import { isLifeless, livingLooks, livingSince } from '../tracking/lifeless.ts'
import { winner } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'
import { isBeside, lately, standsIn } from './beside.ts'
import { closeUpOf, clueOnly, minHeightOf, minScoreOf, paceMs, paceOf, reachOf } from './params.ts'
import {
  isOn,
  numberOf,
  type Around,
  type BooleanParam,
  type NumberParam,
  type Params,
  type StayRule,
  type Timing,
} from './rule.ts'

/** Never less than two frames ten seconds apart (domain list R53). */
const pace = paceOf({ least: 10, leastGrace: 10, still: 60, grace: 120, gap: 20 })
const minScore = minScoreOf(0.35)
const minHeight = minHeightOf(0.04)
const reach = reachOf(5)
const positionError: NumberParam = {
  key: 'positionError',
  type: 'number',
  unit: 'share',
  min: 0,
  max: 0.2,
  default: 0.02,
  zh: '落脚点位置误差（占画面）',
  en: 'Error of the foot point (share of the picture)',
}
const requireRod: BooleanParam = {
  key: 'requireRod',
  type: 'boolean',
  default: false,
  zh: '画面中须有钓竿',
  en: 'Only with a rod in sight',
}

/** A rod leans well out over the water: this many of the person's widths. */
const rodReach = 3
/** Thin as it is, a rod is not found in every frame. */
const rodMs = 20_000

const hasRod = (person: Box, around: Around): boolean =>
  lately(['rod'], around, rodMs).some((rod) => isBeside(person, rod.box, rodReach))

/** Who strolls moves on by no less of his widths a second (docs/measurements.md, the walkers of vtest). */
const strolls = 0.15

/** So long he must have stood at one spot where he may stroll through all of the reach in the time that is asked. */
const standsMs = 10_000

function timing(params: Params): Timing {
  const times = paceMs(params, pace)
  const isStrolled = times.stillMs < (numberOf(params, reach) / strolls) * 1000
  return isStrolled ? { ...times, standMs: Math.min(times.stillMs, standsMs) } : times
}

function judge(track: Track, rule: BoundRule, around: Around): DropReason | null {
  const { params } = rule
  if (winner(track.votes) !== 'person') return 'wrong_class'
  if (track.score < numberOf(params, minScore)) return 'low_score'
  if (!standsIn(rule, track.place)) return 'outside_zone'
  if (height(track.place) < numberOf(params, minHeight)) return 'too_small'
  if (isLifeless(track, paceMs(params, pace).stillMs)) return 'lifeless'
  return isOn(params, requireRod) && !hasRod(track.box, around) ? 'no_rod' : null
}

/** Some point as near to the foot as its error, on either axis, lies outside the zone. */
function isNearEdge(place: Box, { params, zone }: BoundRule): boolean {
  const [{ x, y }, error] = [foot(place), numberOf(params, positionError)]
  const square = { left: x - error, right: x + error, top: y - error, bottom: y + error }
  return error > 0 && boxShareInside(square, zone.polygon) < 1 - 1e-9
}

function marks(place: Box, rule: BoundRule, around: Around): readonly FindingFlag[] {
  return [
    ...(isNearEdge(place, rule) ? (['boundary_doubtful'] as const) : []),
    ...(hasRod(place, around) ? (['rod_seen'] as const) : []),
  ]
}

/** A person who stays on a protected bank (一级保护区垂钓, domain list R53, R54): warned by voice, and still there. */
export const angling: StayRule = {
  of: 'tracks',
  kind: 'angling',
  name: { zh: '违规垂钓', en: 'Angling where it is forbidden' },
  description: {
    zh: '人员在禁钓岸线内站立、坐下或徘徊达到规定时间即开始计时，宽限期满仍未离开的形成预警；路过的除外。落脚点距区域边界小于位置误差的标注“边界存疑”。',
    en: 'A person who stands, sits or lingers on the bank is warned by voice, and confirmed when still there after the grace; one who passes is not meant. Nearer to the edge than the error of its place: marked as doubtful.',
  },
  params: [
    pace.stillSeconds,
    pace.graceSeconds,
    reach,
    positionError,
    pace.maxGapSeconds,
    minScore,
    minHeight,
    requireRod,
    closeUpOf(true),
    clueOnly,
  ],
  reads: () => ['person', 'rod'],
  needs: (params) => [isOn(params, requireRod) ? ['person', 'rod'] : ['person']],
  presence: (params) => ({ how: 'linger', reach: numberOf(params, reach) }),
  timing,
  judge,
  /** Who proves to live has lived since he came to stand there. */
  since: (track) => livingSince(track),
  looksKept: livingLooks,
  marks,
}
