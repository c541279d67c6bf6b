import { sourceIdSchema } from '@sightline/api/contract/ids'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import { hasLeft } from '../judge/saved-state.ts'
import { watchDir } from '../watch/watch-dirs.ts'
import { namesIn } from './sweep-rings.ts'
import type { Watches } from './watches.ts'

export interface FinishingDeps {
  readonly dataDir: string
  readonly clock: Clock
  readonly watches: Pick<Watches, 'finish' | 'holds'>
  readonly log: Log
}

/** Long enough for the lease of a source that a killed worker watched to come back to it, ms. */
const firstAfterMs = 15_000
const everyMs = 60_000

/**
 * Finishes, now and then, what a killed worker left of sources that are not wanted any more: at most once a minute,
 * however often it is called, and first when it is clear which are.
 */
export function createFinishing({ dataDir, clock, watches, log }: FinishingDeps): () => Promise<void> {
  let dueAt = clock.monotonic() + firstAfterMs
  return async () => {
    if (clock.monotonic() < dueAt) return
    dueAt = clock.monotonic() + everyMs
    try {
      for (const name of await namesIn(watchDir(dataDir))) {
        const id = sourceIdSchema.safeParse(name).data
        if (id && !watches.holds(id) && (await hasLeft(watchDir(dataDir, id)))) watches.finish(id)
      }
    } catch (err) {
      log.warn({ err }, 'what was left of sources no longer watched could not be looked for')
    }
  }
}
