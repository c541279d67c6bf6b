/**
 * How far pictures carry (domain list §0). `CLUE_ONLY` 线索: somebody goes there first. `REMOTE_CONFIRM` 远程核查: they may be
 * evidence of what an officer watched and recorded. `DIRECT` 直接取证: they may be the main evidence.
 */
export const evidenceModes = ['CLUE_ONLY', 'REMOTE_CONFIRM', 'DIRECT'] as const
export type EvidenceMode = (typeof evidenceModes)[number]

/** What a legal reviewer asked for and somebody else approved: in force from then on, never before. */
export interface ModeDecision {
  readonly mode: EvidenceMode
  /** Epoch ms. */
  readonly from: number
}

/**
 * How far pictures of a kind, by a kind of source, carried at a moment. What nobody has decided is a clue: art. 41 asks for a
 * basis in a law or an administrative regulation, and nobody but people of the law says that there is one.
 */
export const modeAt = (decisions: readonly ModeDecision[], at: number): EvidenceMode =>
  decisions.filter(({ from }) => from <= at).toSorted((a, b) => b.from - a.from)[0]?.mode ?? 'CLUE_ONLY'
