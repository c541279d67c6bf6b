import type { LiveEvent } from '../../contract/live.ts'
import type { Tx } from '../database/client.ts'

export const liveChannel = 'sightline_live'

/** Tells every api process when (and only if) this transaction commits. */
export async function notify(tx: Tx, event: LiveEvent): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify(event)})`
}
