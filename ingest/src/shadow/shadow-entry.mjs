// A process of its own has no TypeScript loader on Node 20: it registers one, then starts.
import { register } from 'tsx/esm/api'

register()
await import('./shadow-process.ts')
