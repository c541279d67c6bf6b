import type { Fragment } from './boxes.ts'
import type { InitSegment } from './init-segment.ts'

/**
 * The most that is decoded for one still, in pixels: about ten seconds of one core, 480 pictures of 4K or 2000 of 1080p.
 * A group of a minute of 4K is more than that, and would hold back all other dossiers of the worker.
 */
const mostPixels = 4e9
/** Behind so many earlier key frames there is nothing that a picture still stands on. */
export const mostRuns = 3

/**
 * What to decode for the last of these fragments, the cheapest first: from the key frame before it on, then from earlier
 * ones. A key frame may be only a point of recovery (intra refresh), from which a picture is whole some pictures later, or
 * an open group's, before which pictures are shown that stand on the group before it. None: all would cost too much.
 */
export function stillRuns<T extends Pick<Fragment, 'isKey'>>(
  fragments: readonly T[],
  { width, height }: Pick<InitSegment, 'width' | 'height'>,
): readonly (readonly T[])[] {
  const runs: (readonly T[])[] = []
  let left = mostPixels
  for (let from = fragments.length - 1; from >= 0 && runs.length < mostRuns; from -= 1) {
    if (fragments[from]?.isKey !== true) continue
    const run = fragments.slice(from)
    left -= run.length * width * height
    if (left < 0) break
    runs.push(run)
  }
  return runs
}
