import { SHARE_ENV, Worker } from 'node:worker_threads'

/** What a worker thread is started with: the module that serves its tasks, and what that module needs. */
export interface ThreadData<Setup> {
  readonly module: string
  readonly setup: Setup
}

/** Starts a worker thread on a TypeScript module that calls `serveTasks`. */
export function spawnWorker<Setup>(module: URL, setup: Setup): Worker {
  const workerData: ThreadData<Setup> = { module: module.href, setup }
  return new Worker(new URL('./worker-entry.mjs', import.meta.url), {
    workerData,
    execArgv: [],
    env: SHARE_ENV,
  })
}
