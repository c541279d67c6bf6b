import type { WatchDeps } from '../watch/watch-deps.ts'

/** Looks up on purpose, so that `npm run boundaries` can prove that it sees the order of folders. Nothing imports this file. */
export type Canary = WatchDeps
