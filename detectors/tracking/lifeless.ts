import type { Life, LifeSpan } from './life.ts'
import { hasSettled, type Track } from './track.ts'

/** Of the looks of the window in which stirring was measured, so many must show life: one may be a passer's shadow. */
const leastLively = 2
const livelyShare = 0.1
/** A model that is less sure than this of what it takes for a person takes a post for one: twice as much is asked of it. */
const sureScore = 0.5
type Standing = Pick<Track, 'life' | 'still' | 'score' | 'seenAt'>

/** So many looks in which stirring was measured are asked, though they were longer ago. */
const leastMeasured = 2
/** Where it was never measured: the boxes of who lives are off the last ones by so much of their size, in the mean. */
const leastSway = 0.02

/**
 * Stands where it is and shows no sign of life: a post, a poster, a statue, a coat on a hook. What counts are the last looks
 * at this stand, as far back as the rule's own time `stillMs` but no shorter than 15 s and no longer than 60 s, and where
 * fewer than two of these were measured, the last two that were. Where none ever was (an older trace, others before it all
 * along), only what a model is unsure of, and whose box does not move either, is lifeless. Who walks, or stopped just now, is not.
 */
export function isLifeless(track: Standing, stillMs: number): boolean {
  if (!hasSettled(track)) return false
  const { measured, lively } = tallyOf(track.life, track.seenAt - clamp(stillMs))
  if (measured === 0) return track.score < sureScore && track.life.sway < leastSway
  return lively < Math.min(leastLively, measured) || lively < measured * leastShareOf(track.score)
}

const leastShareOf = (score: number): number => (score < sureScore ? 2 * livelyShare : livelyShare)

const [shortestMs, longestMs] = [15_000, 60_000]
const clamp = (stillMs: number): number => Math.max(shortestMs, Math.min(longestMs, stillMs))

/** So many looks at somebody are remembered while a sign of life is waited for: half a minute of key frames. */
export const livingLooks = 16

type Tally = Omit<LifeSpan, 'fromAt'>

/**
 * Who lives is not still for longer than this, or than so many looks where they are further apart; and in the looks meanwhile his
 * share shows life all the same.
 */
const stillest = { ms: 15_000, looks: 3 }

const isLong = (ms: number, looks: number): boolean =>
  ms > stillest.ms && (looks > stillest.looks || looks === 0)

/**
 * Since when what lives now has lived without a break: the begin of its stand, or the first sign of life after a stretch in
 * which a thing may have stood there. Where nobody measured it, the begin. Example: somebody stops at 12:00:10, stirs at 12:00:14 and
 * at 12:00:22: since 12:00:10; somebody sits down before a poster at 12:05:00: since 12:05:00.
 */
export function livingSince({ life: { spans }, still, score, seenAt }: Standing): number {
  const least = leastShareOf(score)
  let since = seenAt
  let looks = { measured: 0, lively: 0 }
  for (const span of spans.toReversed()) {
    looks = { measured: looks.measured + span.measured, lively: looks.lively + span.lively }
    if (span.lively === 0) continue
    if (isLong(since - span.fromAt, looks.measured) || looks.lively < looks.measured * least) return since
    since = span.fromAt
    looks = { measured: 0, lively: 0 }
  }
  const isFromItsBegin = !isLong(since - still.fromAt, looks.measured) && 1 >= (looks.measured + 1) * least
  return isFromItsBegin || spans.length === 0 ? still.fromAt : since
}

/** Of the spans that begin after a time, and of earlier ones as long as there is too little. */
const tallyOf = ({ spans }: Life, fromAt: number): Tally =>
  spans.reduceRight<Tally>(
    (sum, span) =>
      span.fromAt < fromAt && sum.measured >= leastMeasured
        ? sum
        : { measured: sum.measured + span.measured, lively: sum.lively + span.lively },
    { measured: 0, lively: 0 },
  )
