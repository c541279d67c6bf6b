import type { Dwell } from '../finding.ts'
import { isActive } from '../hours.ts'
import { leastProofOf } from '../rules/rule.ts'
import type { Asked, CountedLook, ProofCode, ProofFailure, ProofFrame, StayClaim } from './claim.ts'
import { shownIn, type Shown } from './counted-looks.ts'
import { lookingOtherwise, swapped, tooFast, unknownAfterGap } from './identity.ts'
import { isAtPlace, isInside, placeOf } from './place.ts'

/** Seen elsewhere in so many looks in a row, over this time, it had left; less is a flicker of the model. */
const away = { looks: 2, ms: 1000 }
/** A failure names at most so many looks. */
const mostNamed = 20

/**
 * Why the facts of a trace do not bear out what a finding claims; empty: they do. It knows neither how things are followed
 * nor how stays are kept: it takes the boxes that the claim calls its own and asks of each whether it was seen, stands at
 * the claim's place, and can be the same thing as the one before; and of all, whether they prove the rule's time.
 */
export function checkClaim(
  claim: StayClaim,
  asked: Asked,
  frames: readonly ProofFrame[],
): readonly ProofFailure[] {
  const shown = shownIn(claim, frames)
  const { looks } = shown
  const end = claim.dwell.toAt
  if (looks.length === 0) return [{ code: 'not_seen', at: [end] }]
  const place = placeOf(claim, looks)
  const there = looks.filter(({ box }) => isAtPlace(asked.presence, place, box))
  const found: Readonly<Partial<Record<ProofCode, readonly number[]>>> = {
    not_seen: shown.unseen,
    off_place: isOneThing(asked) ? offPlace(looks, there) : [],
    ...(isOneThing(asked) ? identityOf(claim, asked, { looks: there, shown }) : {}),
    ...timesOf(claim, asked, { looks: there, shown }),
    outside_zone: isInside(asked, place) ? [] : [end],
    outside_hours: there.filter(({ at }) => !isInForce(asked, at)).map(({ at }) => at),
  }
  return Object.entries(found).flatMap(([code, at]) =>
    at.length > 0 ? [{ code: code as ProofCode, at: at.slice(0, mostNamed) }] : [],
  )
}

/** Several things together, or whatever there is in the zone, need not be one and the same. */
const isOneThing = ({ presence }: Asked): boolean => presence.how === 'stand' || presence.how === 'linger'

const isInForce = ({ hours, zone }: Asked, at: number): boolean =>
  hours === 'always' || isActive(zone.hours, at) === (hours === 'inside')

/** Runs of looks that stand elsewhere for long enough to say so. */
function offPlace(looks: readonly CountedLook[], there: readonly CountedLook[]): readonly number[] {
  const runs: CountedLook[][] = [[]]
  for (const look of looks) {
    if (there.includes(look)) runs.push([])
    else runs.at(-1)?.push(look)
  }
  return runs
    .filter((run) => run.length >= away.looks && (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0) >= away.ms)
    .flatMap((run) => run.map(({ at }) => at))
}

interface Counted {
  /** Those at the claim's place. */
  readonly looks: readonly CountedLook[]
  readonly shown: Shown
}

function identityOf(
  { class: seen }: StayClaim,
  { presence }: Asked,
  { looks, shown }: Counted,
): Partial<Record<ProofCode, readonly number[]>> {
  const isPerson = seen === 'person' && presence.how === 'linger'
  return {
    too_fast: tooFast(looks),
    swapped: swapped(looks),
    ...(isPerson && {
      looks_differ: lookingOtherwise(looks),
      unknown_after_gap: unknownAfterGap(looks, shown.times),
    }),
  }
}

function timesOf(
  { stage, dwell }: StayClaim,
  { timing }: Asked,
  { looks, shown }: Counted,
): Partial<Record<ProofCode, readonly number[]>> {
  const end = [dwell.toAt]
  const least = leastProofOf(timing)
  const times = looks.map(({ at }) => at)
  const gaps = times.flatMap((at, i) => (at - (times[i - 1] ?? at) > timing.maxGapMs ? [at] : []))
  const proven = (times.at(-1) ?? 0) - (gaps.at(-1) ?? times[0] ?? 0)
  const needed = timing.stillMs + (stage === 'opened' ? 0 : timing.graceMs)
  const counted = Math.min(dwell.seenFrames, looks.length)
  return {
    gap: gaps,
    too_short: proven < needed ? end : [],
    too_few_looks: stage !== 'opened' && counted < least.looks ? end : [],
    too_sparse: looks.length < least.share * shown.made ? end : [],
    claims_more: claimsMore(
      dwell,
      shown.looks.map(({ at }) => at),
    )
      ? end
      : [],
  }
}

/** The dwell begins or ends with a look that is not there, or counts more of them or a shorter gap than there were. */
function claimsMore({ fromAt, toAt, seenFrames, longestGapMs }: Dwell, times: readonly number[]): boolean {
  const longest = Math.max(0, ...times.map((at, i) => at - (times[i - 1] ?? at)))
  return (
    !times.includes(fromAt) || !times.includes(toAt) || seenFrames > times.length || longestGapMs < longest
  )
}
