import { numberOf, type BooleanParam, type NumberParam, type Params, type Timing } from './rule.ts'

/** Until legal staff say otherwise, what such a rule finds is a clue and not evidence (domain list §0.2). */
export const clueOnly: BooleanParam = {
  key: 'clueOnly',
  type: 'boolean',
  default: true,
  zh: '仅作线索',
  en: 'A clue only',
}

export const closeUpKey = 'closeUp'
/** Small, far things are found only in an enlarged part of the picture; it costs up to four more looks at each frame. */
export const closeUpOf = (value: boolean): BooleanParam => ({
  key: closeUpKey,
  type: 'boolean',
  default: value,
  zh: '放大察看区域（远处的小目标）',
  en: 'Look at the zone enlarged (small, far things)',
})

/** A hand that stays at the mouth or an ear is a hint, no more: it costs a look at everybody's joints, and is off unless set. */
export const byGesture: BooleanParam = {
  key: 'byGesture',
  type: 'boolean',
  default: false,
  zh: '也按手势判断（手持续贴近口或耳，误报较多，仅作线索）',
  en: 'Also by gesture (a hand that stays at the mouth or an ear: often wrong, a clue only)',
}

/** A score under which a thing is not accused. */
export const minScoreOf = (value: number): NumberParam => ({
  key: 'minScore',
  type: 'number',
  unit: 'share',
  min: 0.2,
  max: 0.95,
  default: value,
  zh: '最低平均置信度',
  en: 'Lowest mean score',
})

/** Pixels on target, as a share of the picture: what is smaller is not judged. */
export const minHeightOf = (value: number): NumberParam => ({
  key: 'minHeight',
  type: 'number',
  unit: 'share',
  min: 0.005,
  max: 0.5,
  default: value,
  zh: '目标最小高度（占画面高度）',
  en: 'Least height of the thing (share of the picture)',
})

interface Pace {
  readonly stillSeconds: NumberParam
  readonly graceSeconds: NumberParam
  readonly maxGapSeconds: NumberParam
}

interface Times {
  /** Under this nothing opens, whatever is stored. */
  readonly least: number
  /** Nor is anything confirmed sooner than this after its reminder. */
  readonly leastGrace: number
  readonly still: number
  readonly grace: number
  readonly gap: number
}

/** The three times of a rule that watches something stay, seconds; none opens later than the ten minutes a watch remembers. */
export const paceOf = ({ least, leastGrace, still, grace, gap }: Times): Pace => ({
  stillSeconds: {
    key: 'stillSeconds',
    type: 'number',
    unit: 'seconds',
    min: least,
    max: 600,
    default: still,
    floor: least,
    zh: '持续多久即开始计时',
    en: 'Lasts for, until the grace begins',
  },
  graceSeconds: {
    key: 'graceSeconds',
    type: 'number',
    unit: 'seconds',
    min: leastGrace,
    max: 7200,
    default: grace,
    floor: leastGrace,
    zh: '提醒后的宽限时间',
    en: 'Grace after the reminder',
  },
  maxGapSeconds: {
    key: 'maxGapSeconds',
    type: 'number',
    unit: 'seconds',
    min: 1,
    max: 60,
    default: gap,
    zh: '允许看不到的最长时间',
    en: 'Longest time unseen',
  },
})

export const paceMs = (params: Params, { stillSeconds, graceSeconds, maxGapSeconds }: Pace): Timing => ({
  stillMs: numberOf(params, stillSeconds) * 1000,
  graceMs: numberOf(params, graceSeconds) * 1000,
  maxGapMs: numberOf(params, maxGapSeconds) * 1000,
})

interface Share {
  readonly hits: NumberParam
  readonly looks: NumberParam
}

/** N of M: in how many of the last looks the condition must have held. */
export const shareOf = (hits: number, looks: number): Share => ({
  hits: {
    key: 'hits',
    type: 'number',
    unit: 'count',
    min: 1,
    max: 50,
    default: hits,
    zh: '至少命中次数',
    en: 'Seen in at least so many looks',
  },
  looks: {
    key: 'looks',
    type: 'number',
    unit: 'count',
    min: 1,
    max: 50,
    default: looks,
    zh: '最近观察次数',
    en: 'Of the last so many',
  },
})

/** More hits than looks would never hold: then every look must be one. */
export function hitsIn(params: Params, { hits, looks }: Share): NonNullable<Timing['hits']> {
  const of = Math.round(numberOf(params, looks))
  return { least: Math.min(of, Math.round(numberOf(params, hits))), of }
}

/** How far a thing may move and still be there (`presence.ts`). */
export const reachOf = (value: number): NumberParam => ({
  key: 'reach',
  type: 'number',
  unit: 'widths',
  min: 0.5,
  max: 10,
  default: value,
  zh: '徘徊范围（目标自身宽度的倍数）',
  en: 'Keeps within (times its own width)',
})
