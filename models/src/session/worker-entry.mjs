// A worker thread inherits no TypeScript loader on Node 20: it registers its own, then starts.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
