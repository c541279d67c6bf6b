/** What can be wrong, and whether it says that something was changed or only that something is not here (yet). */
export const problemTexts = {
  gap: { zh: '此前的记录缺失', en: 'rows before it are gone', isMissing: false },
  link: { zh: '与前一条记录不衔接', en: 'it does not follow the row before it', isMissing: false },
  hash: { zh: '内容与其哈希不符', en: 'its content is not what its hash was made over', isMissing: false },
  altered: { zh: '与封存时签名的内容不符', en: 'it is not what its worker signed', isMissing: false },
  forked: { zh: '同一序号封存了两次', en: 'two were sealed at one place', isMissing: false },
  unlinked: { zh: '与前一证据包不衔接', en: 'it does not follow the dossier before it', isMissing: false },
  missing: { zh: '此前封存的证据包未收到', en: 'dossiers sealed before it are not here', isMissing: true },
  cut: {
    zh: '当时的最后一条审计记录已不存在',
    en: 'the row that was the last one then is gone',
    isMissing: false,
  },
  rewritten: { zh: '该审计记录现在的哈希与当时不同', en: 'that row has another hash now', isMissing: false },
  unsigned: { zh: '不是本机关密钥签署的', en: 'it was not signed by the agency’s key', isMissing: false },
  noAnchors: {
    zh: '没有锚点：重写全部哈希的改动无从发现',
    en: 'no anchors: a trail whose hashes were all made anew is not found out',
    isMissing: true,
  },
} as const satisfies Record<string, { zh: string; en: string; isMissing: boolean }>
export type ProblemCode = keyof typeof problemTexts

/** Where findings of a check go. */
export interface Report {
  tell(where: string, code: ProblemCode): void
}

export interface Counted extends Report {
  /** How many say that something was changed, and how many that something is not here. */
  readonly counts: () => { readonly altered: number; readonly missing: number }
}

/** Counts all, and shows the first so many: a trail that was cut to pieces fills no memory and no screen. */
export function createReport(say: (line: string) => void, shown = 100): Counted {
  const counts = { altered: 0, missing: 0 }
  return {
    tell(where, code) {
      const { zh, en, isMissing } = problemTexts[code]
      counts[isMissing ? 'missing' : 'altered'] += 1
      const told = counts.altered + counts.missing
      if (told <= shown) say(`${where}: ${zh} · ${en}`)
      if (told === shown + 1) say('… 其余只计数 · the rest is only counted')
    },
    counts: () => counts,
  }
}
