import type { Detection } from '@sightline/detectors/detection'
import { createStirWatch, type StirWatch } from '../perceive/infer/stir-watch.ts'
import type { LookTask } from './messages.ts'

/** What of a look is needed to measure how people stir. */
type Stirred = Pick<LookTask, 'sourceId' | 'at' | 'shift'> & {
  readonly picture: Pick<LookTask['picture'], 'stir'>
}

/** Measures how much people stirred that a shadow saw, by source, in the very pictures by which it is measured in force. */
export interface ShadowStirring {
  /** Of whom those in force saw as well, what they measured holds. Looks of a source come in order. */
  see(look: Stirred, seen: readonly Detection[]): readonly Detection[]
  /** The pictures before are no measure of those that come. */
  forget(sourceId: string): void
}

export function createShadowStirring(): ShadowStirring {
  const watches = new Map<string, StirWatch>()
  return {
    see({ sourceId, at, picture, shift = null }, seen) {
      if (picture.stir === null) return seen
      const watch = watches.get(sourceId) ?? createStirWatch()
      watches.set(sourceId, watch)
      const measured = watch.see({ at, picture: picture.stir, detections: seen, shift })
      return measured.map((one, i) => (seen[i]?.stir === undefined ? one : seen[i]))
    },
    forget: (sourceId) => watches.get(sourceId)?.forget(),
  }
}
