/** 临时占道许可, 装卸许可, 夜市摊位登记, 活动许可 (R62). */
export const permitKinds = ['road_occupation', 'loading', 'night_market', 'event'] as const
export type PermitKind = (typeof permitKinds)[number]

/** What an officer found out about permits. */
export const permitAnswers = ['has', 'none', 'unknown'] as const
export interface PermitAnswer {
  readonly answer: (typeof permitAnswers)[number]
  /** Why it is not known, or why what the register has does not hold. */
  readonly reason: string
}
