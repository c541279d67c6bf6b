import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@sightline/infra/platform/clock'
import { hasErrno } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import { hasLeft } from '../judge/saved-state.ts'
import { ringDir, watchDir } from '../watch/watch-dirs.ts'

export interface SweepDeps {
  readonly dataDir: string
  readonly clock: Clock
  /** How long a ring keeps a picture, ms. */
  readonly maxAgeMs: number
  readonly isWatched: (sourceId: string) => boolean
}

/**
 * Removes the rings of sources that are not watched here any more, once a ring would have let all of it go by age and no
 * event waits for its originals. Held originals and dossiers lie elsewhere and are not touched. No watch may begin
 * meanwhile. Answers whose.
 */
export async function sweepRings(deps: SweepDeps): Promise<string[]> {
  const { dataDir, isWatched } = deps
  const removed: string[] = []
  for (const id of await namesIn(ringDir(dataDir))) {
    if (isWatched(id) || !(await isSpent(deps, id)) || (await hasLeft(watchDir(dataDir, id)))) continue
    await rm(ringDir(dataDir, id), { recursive: true, force: true })
    removed.push(id)
  }
  return removed
}

const everyMs = 60_000

/** Sweeps at most once a minute, however often it is called; a disk that refuses is logged and stops nothing. */
export function createRingSweep(deps: SweepDeps & { readonly log: Log }): () => Promise<void> {
  const { clock, log } = deps
  let sweptAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (clock.monotonic() - sweptAt < everyMs) return
    sweptAt = clock.monotonic()
    try {
      const sourceIds = await sweepRings(deps)
      if (sourceIds.length > 0) log.info({ sourceIds }, 'rings of sources no longer watched removed')
    } catch (err) {
      log.warn({ err }, 'rings of sources no longer watched could not be removed')
    }
  }
}

async function isSpent({ dataDir, clock, maxAgeMs }: SweepDeps, id: string): Promise<boolean> {
  const dir = ringDir(dataDir, id)
  const paths = [dir, ...(await readdir(dir)).map((name) => join(dir, name))]
  const writtenAt = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))
  return Math.max(...writtenAt) < clock.now() - maxAgeMs
}

/** The folders in a folder; none where it is not there. */
export async function namesIn(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return []
    throw error
  }
}
