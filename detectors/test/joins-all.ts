import type { Observation } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'

/** A tracker's association that joins wrongly: whoever is seen first is whoever was followed first, wherever and however he looks. */
export function associate(
  tracks: readonly Track[],
  seen: readonly Observation[],
): ReadonlyMap<Track, Observation> {
  const [track] = tracks
  const observation = seen.find(({ kind }) => kind === track?.kind)
  return new Map(track && observation ? [[track, observation]] : [])
}
