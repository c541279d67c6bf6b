/** What can be wrong between records and store. `harm`: no rule does this. `behind`: what upkeep, or a worker, has still to do. */
export const storeProblems = {
  missing: {
    zh: '对象不存在，也没有按规则删除的记录',
    en: 'its object is gone, and no rule took it',
    means: 'harm',
  },
  foreign: { zh: '没有记录对应的对象或版本', en: 'an object or version that no record names', means: 'harm' },
  marked: { zh: '有人把它标记为已删除', en: 'somebody marked it as deleted', means: 'harm' },
  altered: { zh: '与封存的内容不符', en: 'it is not what was sealed', means: 'harm' },
  measures_contradict: {
    zh: '封存的清晰度、目标像素或视角与其画面、轨迹算出的不同',
    en: 'what its worker sealed of its pictures is not what they and its trace show',
    means: 'harm',
  },
  wrongly_gone: {
    zh: '删除记录不符合规则',
    en: 'its removal is on record, and no rule allowed it',
    means: 'harm',
  },
  unlocked: {
    zh: '存储的锁定少于规则要求',
    en: 'its store keeps it less than the rule asks',
    means: 'behind',
  },
  undeleted: {
    zh: '已记录按规则删除，对象仍在',
    en: 'removed by rule on record, and still there',
    means: 'behind',
  },
  unclaimed: { zh: '已上传但从未收入的对象', en: 'uploaded, and never taken in', means: 'behind' },
} as const satisfies Record<string, { zh: string; en: string; means: 'harm' | 'behind' }>

export type StoreProblem = keyof typeof storeProblems
export const storeProblemCodes = Object.keys(storeProblems) as StoreProblem[]

export interface Told {
  readonly code: StoreProblem
  readonly findingId: string
  readonly key: string
  readonly versionId: string | null
}

/** Counts all, and keeps the first so many of each code. */
export function createStoreReport(most: number) {
  const counts = new Map<StoreProblem, number>(storeProblemCodes.map((code) => [code, 0]))
  const listed: Told[] = []
  return {
    tell(told: Told): void {
      const n = (counts.get(told.code) ?? 0) + 1
      counts.set(told.code, n)
      if (n <= most) listed.push(told)
    },
    counts: () => Object.fromEntries(counts) as Record<StoreProblem, number>,
    listed: (): readonly Told[] => listed,
    /** 0: nothing; 1: something that no rule does; 3: only what is still to be done. */
    exitCode(): 0 | 1 | 3 {
      const found = storeProblemCodes.filter((code) => (counts.get(code) ?? 0) > 0)
      if (found.some((code) => storeProblems[code].means === 'harm')) return 1
      return found.length > 0 ? 3 : 0
    },
  }
}
export type StoreReport = ReturnType<typeof createStoreReport>
