import type { ObjectClass } from '../detection.ts'
import type { BoundRule, DropReason } from '../finding.ts'
import { foot, width } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'
import { boxShareInside, contains } from '../geometry/polygon.ts'
import { winner } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'
import { whyNoVehicle } from './no-vehicle.ts'
import { closeUpOf } from './params.ts'
import {
  isOn,
  numberOf,
  type Around,
  type BooleanParam,
  type NumberParam,
  type Params,
  type StayRule,
} from './rule.ts'

const minScore: NumberParam = {
  key: 'minScore',
  type: 'number',
  unit: 'share',
  min: 0.2,
  max: 0.95,
  default: 0.35,
  zh: '最低平均置信度',
  en: 'Lowest mean score',
}
const minInsideShare: NumberParam = {
  key: 'minInsideShare',
  type: 'number',
  unit: 'share',
  min: 0.3,
  max: 1,
  default: 0.6,
  zh: '车辆在区域内的最小比例',
  en: 'Least share of the vehicle inside the zone',
}
const minWidth: NumberParam = {
  key: 'minWidth',
  type: 'number',
  unit: 'share',
  min: 0.01,
  max: 0.5,
  default: 0.03,
  zh: '车辆最小宽度（占画面宽度）',
  en: 'Least width of the vehicle (share of the picture)',
}
const stillSeconds: NumberParam = {
  key: 'stillSeconds',
  type: 'number',
  unit: 'seconds',
  min: 3,
  max: 600,
  default: 15,
  floor: 3,
  zh: '静止判定时间',
  en: 'Standing still for',
}
const graceSeconds: NumberParam = {
  key: 'graceSeconds',
  type: 'number',
  unit: 'seconds',
  min: 10,
  max: 7200,
  default: 300,
  floor: 10,
  zh: '提醒后的宽限时间',
  en: 'Grace after the reminder',
}
const maxGapSeconds: NumberParam = {
  key: 'maxGapSeconds',
  type: 'number',
  unit: 'seconds',
  min: 1,
  max: 60,
  default: 20,
  zh: '允许看不到车辆的最长时间',
  en: 'Longest time out of sight',
}
const includeBuses: BooleanParam = {
  key: 'includeBuses',
  type: 'boolean',
  default: true,
  zh: '包括公交车、大客车',
  en: 'Buses too',
}
const includeTwoWheelers: BooleanParam = {
  key: 'includeTwoWheelers',
  type: 'boolean',
  default: false,
  zh: '包括两轮车',
  en: 'Two-wheelers too',
}

/** A bay covers the vehicle from this share on; one that stands with its foot in a bay is in it as well. */
const bayShare = 0.5

const isInBay = (box: Box, bay: readonly Point[]): boolean =>
  boxShareInside(box, bay) >= bayShare || contains(bay, foot(box))

const accused = (params: Params): readonly ObjectClass[] => [
  'car',
  'truck',
  ...(isOn(params, includeBuses) ? (['bus'] as const) : []),
  ...(isOn(params, includeTwoWheelers) ? (['motorcycle', 'bicycle'] as const) : []),
]

function judge(track: Track, { params, zone }: BoundRule, around: Around): DropReason | null {
  if (!accused(params).includes(winner(track.votes))) return 'wrong_class'
  if (track.score < numberOf(params, minScore)) return 'low_score'
  if (boxShareInside(track.place, zone.polygon) < numberOf(params, minInsideShare)) return 'outside_zone'
  if (zone.bays.some((bay) => isInBay(track.place, bay))) return 'in_bay'
  if (width(track.place) < numberOf(params, minWidth)) return 'too_small'
  return whyNoVehicle(track, around)
}

/** A motor vehicle left on the pavement (人行道违停), by the default evidence profile: still, reminded, still there. */
export const illegalParking: StayRule = {
  of: 'tracks',
  kind: 'illegal_parking',
  name: { zh: '人行道违法停车', en: 'Illegal parking' },
  description: {
    zh: '车辆在禁停区域内静止达到规定时间即开始计时，宽限期满仍未驶离的形成预警；停在施划泊位内的除外。',
    en: 'A vehicle that stands still inside the zone is reminded, and confirmed when it is still there after the grace; one in a painted bay is not meant.',
  },
  params: [
    stillSeconds,
    graceSeconds,
    minInsideShare,
    maxGapSeconds,
    minScore,
    minWidth,
    includeBuses,
    includeTwoWheelers,
    closeUpOf(false),
  ],
  /** Buses always: a bus that is not meant must be known as one, else it is half a car in half of the frames. */
  reads: (params) => [...new Set<ObjectClass>([...accused(params), 'bus'])],
  needs: (params) => accused(params).map((one) => [one]),
  presence: () => ({ how: 'stand' }),
  timing: (params) => ({
    stillMs: numberOf(params, stillSeconds) * 1000,
    graceMs: numberOf(params, graceSeconds) * 1000,
    maxGapMs: numberOf(params, maxGapSeconds) * 1000,
  }),
  judge,
}
