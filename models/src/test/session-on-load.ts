import { workerData } from 'node:worker_threads'
import { openRunner } from '../session/runner.ts'
import type { ThreadData } from '../session/spawn-worker.ts'

/** Opens a session as soon as it is loaded: on a worker thread with the file of its setup, else with that of its argument. */
const { setup } = (workerData as ThreadData<string> | null) ?? { setup: process.argv[2] ?? '' }
await openRunner(setup, { width: 64, height: 64 })
