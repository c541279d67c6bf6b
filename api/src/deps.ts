import type { Log } from '@sightline/infra/platform/log'
import type { Database } from './database/client.ts'

/** What every use case may need of the world. */
export interface Deps {
  readonly db: Database
  /** Epoch ms. */
  readonly now: () => number
  /** A new opaque identifier, never given twice. */
  readonly newId: () => string
  readonly log: Log
}
