import type { Trace } from '@sightline/api/contract/dossier'
import type { Box } from '@sightline/detectors/geometry/point'

/** Further from a judged frame than this, the trace says nothing about where the vehicle was. */
export const reachMs = 1_500

/** The accused track's own box in the judged frame nearest to `at`; null when it was unseen there or too far off. */
export function ownBoxAt(trace: Trace | null, at: number): Box | null {
  const { frames } = trace ?? { frames: [] }
  const after = firstNotBefore(frames, at)
  const near = [frames[after - 1], frames[after]].filter((frame) => frame !== undefined)
  const nearest = near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]
  return nearest !== undefined && Math.abs(nearest.at - at) <= reachMs ? nearest.own : null
}

/** Index of the first frame at or after `at`. Frames come in the order of time. */
function firstNotBefore(frames: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frames[middle]?.at ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}
