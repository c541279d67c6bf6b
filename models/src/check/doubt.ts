const messages = {
  many_boxes: [
    '一张图片上看到的目标多得不可信；请核对清单 input 的 mean、std、channels 和 decoder',
    'more objects on one picture than can be believed; check mean, std and channels of input, and decoder',
  ],
  scores_near_one: [
    '许多目标的得分接近 1；请核对清单 input 的 mean、std 和 decoder',
    'many objects are scored close to 1; check mean and std of input, and decoder',
  ],
  one_class: [
    '许多目标全是同一类；请核对 decoder 和 classes 的顺序，或换一张有不同目标的图片',
    'many objects and all of one class; check decoder and the order of classes, or take a picture with different things',
  ],
  boxes_misplaced: [
    '多数框在画面之外、没有面积或大得不可能；请核对 decoder、input 的宽高，以及导出时框是否以像素为单位',
    'most boxes lie outside the picture, have no area or are impossibly large; check decoder and the size of input, and that the export gives boxes in pixels',
  ],
  same_as_grey: [
    '对纯灰图片给出与这张图片相同的结果：模型没有看图片；请核对 input 的 mean、std，或检查导出的模型',
    'a plain grey picture gives the same answer: the model does not look at the picture; check mean and std of input, or the exported model',
  ],
  sees_nothing: [
    '在这张图片上什么也没看到，说明不了它有用；请换一张有目标的图片，或核对清单 input 的 mean、std',
    'it sees nothing on the picture, which proves nothing; take a picture with something on it, or check mean and std of input',
  ],
  sees_in_grey: [
    '在纯灰图片上也看到目标；请核对清单 input 的 mean、std 和 decoder',
    'it sees objects in a plain grey picture; check mean and std of input, and decoder',
  ],
} as const satisfies Record<string, readonly [string, string]>

/** Every way in which what a model gave in a dry run cannot be believed; stable words for screens and the audit trail. */
export type DoubtCode = keyof typeof messages

/** Why a model that runs is not ready all the same. A fact `perhaps`: under which mean and std it would be. */
export interface Doubt {
  readonly code: DoubtCode
  readonly facts: Readonly<Record<string, string | number>>
}

/** Chinese, English and the facts, on one line. */
export function doubtText({ code, facts }: Doubt): string {
  const [zh, en] = messages[code]
  const told = Object.entries(facts).map(([key, value]) => `${key}: ${value}`)
  return `${code}: ${zh} / ${en}${told.length ? ` (${told.join('; ')})` : ''}`
}
