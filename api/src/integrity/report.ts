/** How many say that something was changed, that something is not here (yet), and that a clock was set back. */
export interface Counts {
  readonly altered: number
  readonly missing: number
  readonly clock: number
}

/** What can be wrong, and which of these it says. */
export const problemTexts = {
  gap: { zh: '此前的记录缺失', en: 'rows before it are gone', means: 'altered' },
  link: { zh: '与前一条记录不衔接', en: 'it does not follow the row before it', means: 'altered' },
  hash: { zh: '内容与其哈希不符', en: 'its content is not what its hash was made over', means: 'altered' },
  altered: { zh: '与封存时签名的内容不符', en: 'it is not what its worker signed', means: 'altered' },
  judged: {
    zh: '取证标准的核对结果与收到时记入审计的不同',
    en: 'how its pictures were judged is not what the trail says of its arrival',
    means: 'altered',
  },
  forked: { zh: '同一序号封存了两次', en: 'two were sealed at one place', means: 'altered' },
  unlinked: { zh: '与前一证据包不衔接', en: 'it does not follow the dossier before it', means: 'altered' },
  missing: { zh: '此前封存的证据包未收到', en: 'dossiers sealed before it are not here', means: 'missing' },
  cut: {
    zh: '当时的最后一条审计记录已不存在',
    en: 'the row that was the last one then is gone',
    means: 'altered',
  },
  rewritten: { zh: '该审计记录现在的哈希与当时不同', en: 'that row has another hash now', means: 'altered' },
  unsigned: { zh: '不是本机关密钥签署的', en: 'it was not signed by the agency’s key', means: 'altered' },
  clock: {
    zh: '时间早于前一条记录：时钟曾被回拨',
    en: 'its time is before that of the row before it: a clock was set back',
    means: 'clock',
  },
  stampLeaves: {
    zh: '时间戳所盖的不是这些证据包',
    en: 'what was time-stamped is not these dossiers',
    means: 'altered',
  },
  stampDossier: {
    zh: '证据包与盖时间戳时不同',
    en: 'a dossier is not what it was when it was time-stamped',
    means: 'altered',
  },
  stampTrail: {
    zh: '审计记录与盖时间戳时不同，或已不存在',
    en: 'the audit trail is not what it was when it was time-stamped',
    means: 'altered',
  },
  stampToken: {
    zh: '时间戳不是所信任的机构对这些证据包签发的',
    en: 'no trusted authority stamped this, or the answer was changed',
    means: 'altered',
  },
  stampWaiting: {
    zh: '时间戳尚未取得',
    en: 'its time-stamp is still awaited',
    means: 'missing',
  },
  noAnchors: {
    zh: '没有锚点：重写全部哈希的改动无从发现',
    en: 'no anchors: a trail whose hashes were all made anew is not found out',
    means: 'missing',
  },
} as const satisfies Record<string, { zh: string; en: string; means: keyof Counts }>
export type ProblemCode = keyof typeof problemTexts

/** Where findings of a check go. */
export interface Report {
  tell(where: string, code: ProblemCode): void
}

export interface Counted extends Report {
  readonly counts: () => Counts
}

/** Counts all, and shows the first so many of each: a trail that was cut to pieces fills no memory and no screen. */
export function createReport(say: (line: string) => void, shown = 100): Counted {
  const counts = { altered: 0, missing: 0, clock: 0 }
  return {
    tell(where, code) {
      const { zh, en, means } = problemTexts[code]
      counts[means] += 1
      if (counts[means] <= shown) say(`${where}: ${zh} · ${en}`)
      if (counts[means] === shown + 1) say('… 其余只计数 · the rest is only counted')
    },
    counts: () => counts,
  }
}
