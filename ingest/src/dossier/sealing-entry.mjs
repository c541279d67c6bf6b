// A worker thread inherits no TypeScript loader on Node 20: it registers its own, then starts.
import { register } from 'tsx/esm/api'

register()
await import('./sealing-worker.ts')
