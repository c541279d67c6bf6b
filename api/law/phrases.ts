import { violationKinds, type ViolationKind } from '@sightline/detectors/finding'
import { lawOf } from './kinds.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** What is said of a matter, word for word (标准用语): nobody at a microphone makes it up. */
export interface Wording {
  readonly zh: string
  readonly en: string
  /** Spoken by itself as soon as a finding opens, where the source's loudspeaker says so too. */
  readonly isAutomatic: boolean
}

/** Wording that is in force. `version` 0: it came with the product, and nobody has published another. */
export interface Phrase extends Wording {
  readonly kind: ViolationKind
  readonly version: number
}

/** At about four characters a second a phrase of this length is said in under a minute. */
export const longestPhrase = 200

const stall: Wording = {
  zh: '您好，这里是城市管理提醒：此处禁止占道摆摊，请立即收摊离开，谢谢配合。',
  en: 'This is the city management office. Stalls are not allowed here. Please pack up and leave now. Thank you.',
  isAutomatic: true,
}
const clothes: Wording = {
  zh: '食品安全提醒：操作间人员请按规定穿戴工作衣帽和口罩。',
  en: 'Food safety reminder: please wear the required hat, mask and work clothes in the kitchen.',
  isAutomatic: false,
}
const hygiene: Wording = {
  zh: '食品安全提醒：操作间卫生不符合要求，请立即检查并清理。',
  en: 'Food safety reminder: the kitchen is not in order. Please check and clean it now.',
  isAutomatic: false,
}
const habits: Wording = {
  zh: '食品安全提醒：请遵守操作间管理规定，立即改正。',
  en: 'Food safety reminder: please keep to the rules of the kitchen and put this right now.',
  isAutomatic: false,
}

/** The wording that comes with the product. Null: a kind that accuses nobody is told nothing. */
const shipped: Readonly<Record<ViolationKind, Wording | null>> = {
  illegal_parking: {
    zh: '车主您好，此处禁止停车，请尽快驶离，谢谢配合。',
    en: 'Attention, driver: parking is not allowed here. Please move your vehicle. Thank you.',
    isAutomatic: true,
  },
  street_vending: stall,
  shop_front: {
    zh: '店家您好，请将店外摆放的物品收回店内，不要占用人行道，谢谢配合。',
    en: 'To the shop: please take your goods back inside and keep the pavement free. Thank you.',
    isAutomatic: true,
  },
  angling: {
    zh: '此处为禁钓水域，禁止垂钓，请立即收竿离开，注意安全。',
    en: 'Fishing is not allowed in these waters. Please stop and leave now. Mind your safety.',
    isAutomatic: true,
  },
  open_burning: {
    zh: '此处禁止露天焚烧，请立即熄灭明火，注意安全。',
    en: 'Open burning is not allowed here. Please put out the fire at once. Mind your safety.',
    isAutomatic: true,
  },
  kitchen_no_hat: clothes,
  kitchen_no_mask: clothes,
  kitchen_no_uniform: clothes,
  kitchen_no_gloves: clothes,
  kitchen_smoking: habits,
  kitchen_phone: habits,
  kitchen_rodent: hygiene,
  kitchen_animal: hygiene,
  kitchen_bin_open: hygiene,
  kitchen_food_on_floor: hygiene,
  kitchen_fire_unattended: habits,
  kitchen_stranger: habits,
  kitchen_after_hours: habits,
  camera_health: null,
}

/** A published version of a kind's wording. */
export interface PublishedWording extends Phrase {
  /** When a second person published it, epoch ms. */
  readonly from: number
}

/**
 * The phrase of a kind at a moment: the wording published last before it, or else what came with the product; null: of this
 * kind nothing is said.
 */
export function phraseAt(
  kind: ViolationKind,
  published: readonly PublishedWording[],
  at: number,
): Phrase | null {
  const newest = published
    .filter((one) => one.kind === kind && one.from <= at)
    .toSorted((a, b) => b.from - a.from || b.version - a.version)[0]
  if (newest) return newest
  const wording = shipped[kind]
  return wording && { ...wording, kind, version: 0 }
}

/** The kinds of which something can be said: those with a voice warning on their ladder. */
export const spokenKinds: readonly ViolationKind[] = violationKinds.filter((kind) =>
  lawOf(kind).ladder.includes('voice_warning'),
)

/** What a loudspeaker says when it is tried. */
export const testWords: Readonly<Record<Language, string>> = {
  zh: '设备测试：这里是城市管理语音提醒，请勿惊慌。',
  en: 'This is a test of the city management loudspeaker.',
}
