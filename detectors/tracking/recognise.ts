import { centre, height, width } from '../geometry/box.ts'
import { assign } from './assignment.ts'
import { likeness } from './appearance.ts'
import { fitNear, isStanding } from './fit.ts'
import type { Observation } from './observation.ts'
import type { UpdateContext, Track } from './track.ts'

/** Alike enough to be the one of several that it is the most like; less alike than the second, it is none of them. */
const alikeFrom = 0.8
const otherBelow = 0.75
/** So much more alike than any other that could have been it. */
const clearBy = 0.04

/** Things out of sight and the sights that may be them, where more than one pairing is possible. */
export interface Doubt {
  readonly lost: readonly Track[]
  readonly seen: readonly Observation[]
  /** Whether the sight of the column may be the thing of the row. */
  readonly mayBe: readonly (readonly boolean[])[]
}

/** Who was in view for less has not been learnt, and has no time that could be taken for another's. */
export const learnAfterMs = 1000
/** Nobody comes back so many times as high or as low. */
const mostGrown = 1.5
/** Nobody goes on at more than this of the speed last seen, and anybody may at so many of its widths a second. */
const faster = 1.6
const leastSpeed = 1

/** Unseen it may have gone anywhere that its speed allows, and turned: nobody knows what goes on behind a bus. */
function mayHaveCome(track: Track, { kind, box }: Observation, at: number): boolean {
  if (track.kind !== kind) return false
  const grown = height(box) / height(track.box)
  if (grown > mostGrown || grown < 1 / mostGrown) return false
  const [from, to] = [centre(track.box), centre(box)]
  const { x, y } = track.motion
  const speed = Math.max(faster * Math.hypot(x.speed, y.speed), leastSpeed * width(track.box))
  const distance = Math.hypot(to.x - from.x, to.y - from.y)
  return distance <= (speed * (at - track.seenAt)) / 1000 + width(track.box)
}

/**
 * Which thing came back is in doubt where a sight is within reach of several things that were lost from sight a moment ago,
 * or a lost thing within reach of several sights. What was in sight until now is no doubt, nor is what stands: its place says it.
 */
export function doubtOf(tracks: readonly Track[], seen: readonly Observation[], look: UpdateContext): Doubt {
  const { at, lastAt, config } = look
  const lost = tracks.filter(
    (t) =>
      t.seenAt < lastAt &&
      at - t.seenAt <= config.maxGapMs &&
      t.seenAt - t.firstAt >= learnAfterMs &&
      !isStanding(t, config),
  )
  if (lost.length === 0) return { lost: [], seen: [], mayBe: [] }
  const watched = tracks.filter((t) => t.seenAt === lastAt)
  const back = seen.filter(
    (o) => o.score >= config.highScore && !watched.some((t) => fitNear(t, o, look) > 0),
  )
  const reach = lost.map((t) => back.map((o) => mayHaveCome(t, o, at)))
  const ofTrack = reach.map((row) => row.filter(Boolean).length)
  const ofSight = back.map((_, j) => reach.filter((row) => row[j]).length)
  const mayBe = reach.map((row, i) =>
    row.map((is, j) => is && ((ofTrack[i] ?? 0) > 1 || (ofSight[j] ?? 0) > 1)),
  )
  return { lost, seen: back, mayBe }
}

/** What the looks say of a doubt. */
export interface Recognised {
  readonly pairs: ReadonlyMap<Track, Observation>
  /** The sight is of somebody else. */
  readonly isOther: (track: Track, seen: Observation) => boolean
}

/** In doubt, the looks decide: who is clearly the most alike. Where one of those in question is not known by its look, they do not. */
export function recognise(
  tracks: readonly Track[],
  seen: readonly Observation[],
  look: UpdateContext,
): Recognised {
  const { lost, seen: back, mayBe } = doubtOf(tracks, seen, look)
  const likes = lost.map((t, i) => back.map((o, j) => (mayBe[i]?.[j] ? likeOf(t, o) : 0)))
  const isKnown = (i: number, j: number): boolean =>
    (likes[i] ?? []).every((like) => like !== null) && likes.every((row) => row[j] !== null)
  const fits = likes.map((row, i) => row.map((like, j) => (isKnown(i, j) ? Math.max(0, like ?? 0) : 0)))
  const columns = assign(fits)
  const pairs = lost.flatMap((t, i) => {
    const j = columns[i] ?? -1
    const o = back[j]
    return o && isClear(fits, columns, [i, j]) ? [[t, o] as const] : []
  })
  return {
    pairs: new Map(pairs),
    isOther(t, o) {
      const [i, j] = [lost.indexOf(t), back.indexOf(o)]
      return (mayBe[i]?.[j] ?? false) && isKnown(i, j) && (likes[i]?.[j] ?? 1) < otherBelow
    },
  }
}

const likeOf = (t: Track, o: Observation): number | null =>
  t.appearance && o.appearance ? likeness(t.appearance, o.appearance) : null

/** Nothing that is left over would have done nearly as well. */
function isClear(
  fits: readonly (readonly number[])[],
  columns: readonly (number | null)[],
  [i, j]: readonly [number, number],
): boolean {
  const fit = fits[i]?.[j] ?? 0
  const isTaken = (column: number): boolean => columns.includes(column)
  const otherSights = (fits[i] ?? []).filter((_, column) => column !== j && !isTaken(column))
  const otherTracks = fits.flatMap((row, k) => (k !== i && columns[k] === null ? [row[j] ?? 0] : []))
  return fit >= alikeFrom && [...otherSights, ...otherTracks].every((other) => fit - other >= clearBy)
}
