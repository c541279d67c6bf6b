import { join } from 'node:path'

/** Where the untouched video lies: of one source, or all of it. */
export const ringDir = (dataDir: string, ...sourceId: readonly string[]): string =>
  join(dataDir, 'ring', ...sourceId)

/** Where a watch keeps its state and its judged frames; of all sources without one. */
export const watchDir = (dataDir: string, ...sourceId: readonly string[]): string =>
  join(dataDir, 'watch', ...sourceId)
