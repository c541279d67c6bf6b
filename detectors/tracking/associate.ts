import { assign } from './assignment.ts'
import { fitFar, fitLeaving, fitNear, fitPlace, fitReturn, fitRunning, type Fit } from './fit.ts'
import type { Observation } from './observation.ts'
import { recognise } from './recognise.ts'
import { isSomebodyElse } from './refound.ts'
import { isSettled, type UpdateContext, type Track } from './track.ts'

/** Which observation shows which track. */
export type Pairs = ReadonlyMap<Track, Observation>

interface Round {
  readonly fit: Fit
  readonly of: (track: Track) => boolean
  readonly by: (seen: Observation) => boolean
}

/**
 * In the manner of ByteTrack (Zhang et al. 2022): things seen lately take the sure detections first, then the weak ones,
 * by where each is expected. What then is left may be a settled thing that was hidden, known again by its place; one that
 * moved otherwise than expected; one that drives off; or an animal that ran between two slow looks. So a car that drives up
 * is not taken for the one that stood there.
 * Before all of them, what came back into sight and could be several things is told by its look (`recognise.ts`); and nobody
 * who was out of sight is found again in one who looks otherwise (`refound.ts`).
 */
export function associate(
  tracks: readonly Track[],
  seen: readonly Observation[],
  look: UpdateContext,
): Pairs {
  const { at, lastAt, config } = look
  // One look that missed it is not long, on a slow clock either.
  const recentMs = Math.max(config.maxGapMs, 2 * (at - lastAt))
  const isRecent = (track: Track): boolean => at - track.seenAt <= recentMs
  const wasThere = (track: Track): boolean =>
    isRecent(track) || (isSettled(track, config) && track.seenAt === lastAt)
  const isSure = ({ score }: Observation): boolean => score >= config.highScore
  const rounds: readonly Round[] = [
    { fit: fitReturn, of: isRecent, by: isSure },
    { fit: fitNear, of: isRecent, by: isSure },
    { fit: fitNear, of: isRecent, by: (o) => !isSure(o) },
    { fit: fitPlace, of: (t) => isSettled(t, config), by: () => true },
    { fit: fitFar, of: isRecent, by: isSure },
    { fit: fitLeaving, of: wasThere, by: isSure },
    { fit: fitRunning, of: isRecent, by: isSure },
  ]
  const { pairs: recognised, isOther } = recognise(tracks, seen, look)
  const isNot = (t: Track, o: Observation): boolean => isOther(t, o) || isSomebodyElse(t, o, look)
  return rounds.reduce<Pairs>((pairs, { fit, of, by }) => {
    const taken = new Set(pairs.values())
    const [free, left] = [
      tracks.filter((t) => !pairs.has(t) && of(t)),
      seen.filter((o) => !taken.has(o) && by(o)),
    ]
    const columns = assign(free.map((t) => left.map((o) => (isNot(t, o) ? 0 : fit(t, o, look)))))
    const more = free.flatMap((t, i) => {
      const observation = left[columns[i] ?? -1]
      return observation ? [[t, observation] as const] : []
    })
    return new Map([...pairs, ...more])
  }, recognised)
}
