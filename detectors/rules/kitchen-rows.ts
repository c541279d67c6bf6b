import type { ObjectClass } from '../detection.ts'
import type { StayKind } from '../finding.ts'
import type { HandPlace } from '../pose/gesture.ts'
import type { StayRule } from './rule.ts'

export type KitchenKind = Extract<StayKind, `kitchen_${string}`>

/** One row of domain list §3: something is seen in a station of the kitchen for so long, in so many looks. */
export interface KitchenRow {
  readonly zh: string
  readonly en: string
  /** Any of these, by the votes over time. */
  readonly accused: readonly ObjectClass[]
  /** Read beside them, so that what looks alike wins its own votes. */
  readonly alike?: readonly ObjectClass[]
  readonly seconds: number
  /** N of M looks. */
  readonly hits: readonly [number, number]
  /** Least mean score; 0.5 where absent. */
  readonly score?: number
  /** Longest time unseen, seconds; 5 where absent: what a cook does to turn away. Things and fires do not turn away. */
  readonly gap?: number
  readonly hours?: StayRule['hours']
  /** The thing itself stays at its place; else whatever does it anywhere in the station is one finding. */
  readonly stands?: true
  /** A person must touch it, or must not be where it is. */
  readonly person?: 'with_it' | 'not_beside' | 'not_in_zone'
  /** Where a hand is held that does it: a hint for whoever turns it on. */
  readonly gesture?: HandPlace
  /** Runs about, and is no larger than this share of the picture on either side. */
  readonly movesUpTo?: number
}

/** K01 to K11 of domain list §3; K12 is `camera-health.ts`. */
export const kitchenRows: Readonly<Record<KitchenKind, KitchenRow>> = {
  kitchen_no_hat: {
    zh: '未戴工作帽',
    en: 'No work hat',
    accused: ['no_hat'],
    seconds: 10,
    hits: [5, 8],
  },
  kitchen_no_mask: {
    zh: '未戴口罩',
    en: 'No mask',
    accused: ['no_mask'],
    seconds: 10,
    hits: [5, 8],
  },
  kitchen_no_uniform: {
    zh: '未穿工作服',
    en: 'No work clothes',
    accused: ['no_uniform'],
    seconds: 10,
    hits: [5, 8],
  },
  kitchen_smoking: {
    zh: '后厨吸烟',
    en: 'Smoking in the kitchen',
    accused: ['smoking'],
    seconds: 3,
    hits: [3, 8],
    gesture: 'mouth',
  },
  kitchen_phone: {
    zh: '操作台使用手机',
    en: 'Telephone at the work bench',
    accused: ['phone'],
    seconds: 10,
    hits: [5, 8],
    gesture: 'ear',
    person: 'with_it',
  },
  kitchen_rodent: {
    zh: '鼠类活动',
    en: 'Rodent',
    accused: ['rat'],
    alike: ['cat', 'dog'],
    seconds: 1,
    hits: [3, 10],
    hours: 'always',
    movesUpTo: 0.2,
  },
  kitchen_animal: {
    zh: '后厨有动物',
    en: 'Animal in the kitchen',
    accused: ['cat', 'dog', 'bird'],
    alike: ['rat'],
    seconds: 10,
    hits: [5, 8],
    hours: 'always',
  },
  kitchen_bin_open: {
    zh: '垃圾桶未盖',
    en: 'Open bin',
    accused: ['bin_open'],
    seconds: 600,
    gap: 20,
    hits: [3, 8],
    stands: true,
    person: 'not_beside',
  },
  kitchen_no_gloves: {
    zh: '直接入口食品未戴手套',
    en: 'Ready food without gloves',
    accused: ['no_gloves'],
    seconds: 10,
    hits: [5, 8],
  },
  kitchen_food_on_floor: {
    zh: '食材落地存放',
    en: 'Food on the floor',
    accused: ['food_on_floor'],
    seconds: 600,
    gap: 20,
    hits: [3, 8],
    stands: true,
  },
  kitchen_fire_unattended: {
    zh: '动火离人',
    en: 'Fire left alone',
    accused: ['flame'],
    seconds: 180,
    gap: 10,
    hits: [3, 8],
    hours: 'always',
    person: 'not_in_zone',
  },
  kitchen_stranger: {
    zh: '闲杂人员进入专间',
    en: 'Stranger in a special room',
    accused: ['no_uniform'],
    seconds: 5,
    hits: [5, 8],
  },
  kitchen_after_hours: {
    zh: '非营业时段有人',
    en: 'Somebody there out of hours',
    // At night, and half behind a counter, a model is less sure of who is there.
    accused: ['person'],
    seconds: 10,
    hits: [5, 8],
    score: 0.45,
    hours: 'outside',
  },
}
