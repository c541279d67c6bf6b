import type { LiveEvent } from '../../contract/live.ts'
import type { Tx } from '../database/client.ts'

export const liveChannel = 'sightline_live'

/** Sent beside the events, and to no screen. */
export const reachMoved = 'reach'

/** Who or what was moved: every open stream ends, so that its screen comes back and is answered by what it reaches now. */
export async function notifyReach(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify({ type: reachMoved })})`
}

/** Tells every api process when (and only if) this transaction commits. */
export async function notify(tx: Tx, event: LiveEvent): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify(event)})`
}
