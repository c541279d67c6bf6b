import type { BoundRule, DropReason } from '../finding.ts'
import type { Track } from '../tracking/track.ts'
import { remember, type Look } from './looks.ts'
import type { ResolvedRule } from './resolved-rule.ts'

/** The looks that a rule in force had at a track so far, of which a stay may come once it has settled. Plain data. */
export interface Candidate {
  readonly ruleId: string
  readonly ruleVersion: number
  readonly zoneVersion: number
  readonly trackId: number
  readonly looks: readonly Look[]
}

/** What time alone may mend: goods that have yet to settle, a flame that has yet to flicker, a cook who may be gone, somebody who has yet to stir. */
const notYet: readonly DropReason[] = ['no_goods', 'moving', 'steady', 'attended', 'lifeless']

const isOf = (one: Candidate, { id, version, zone }: BoundRule): boolean =>
  one.ruleId === id && one.ruleVersion === version && one.zoneVersion === zone.version

/** What may come of this look at a track; null: nothing. */
export function watchOn(
  before: readonly Candidate[],
  { bound, kind, timing }: ResolvedRule,
  look: { readonly track: Track; readonly reason: DropReason | null; readonly heldFrom: number },
): Candidate | null {
  const { track, reason, heldFrom } = look
  if (reason !== null && !(kind.since && notYet.includes(reason))) return null
  const own = before.find((one) => one.trackId === track.id && isOf(one, bound))
  const seen = { at: track.seenAt, box: track.box, holds: reason === null }
  return {
    ruleId: bound.id,
    ruleVersion: bound.version,
    zoneVersion: bound.zone.version,
    trackId: track.id,
    looks: remember(own?.looks ?? [], seen, { ...timing, heldFrom, least: kind.looksKept }),
  }
}

interface Missing {
  readonly rules: readonly ResolvedRule[]
  readonly tracks: readonly Track[]
  readonly at: number
}

/** Those that this look did not show, as long as any look that is remembered did and their rule is bound. */
export const missed = (before: readonly Candidate[], { rules, tracks, at }: Missing): Candidate[] =>
  before
    .filter(({ trackId }) => tracks.some((track) => track.id === trackId && track.seenAt < at))
    .flatMap((one) => {
      const rule = rules.find(({ bound }) => isOf(one, bound))
      const look = { at, box: null, holds: false }
      return rule
        ? [
            {
              ...one,
              looks: remember(one.looks, look, { ...rule.timing, heldFrom: at, least: rule.kind.looksKept }),
            },
          ]
        : []
    })
    .filter(({ looks }) => looks.some(({ box }) => box !== null))
