import type { z } from 'zod'
import { mostClockOffMs, type saidOnceSchema } from '../../contract/workers.ts'
import { tally } from '../database/tally.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'

/** Which call of which worker. */
export interface SaidOnce extends z.output<typeof saidOnceSchema> {
  readonly workerId: string
}

/** Refuses a call of another time: what is older than is remembered could be said again. */
export function refuseOtherTime({ workerId, at }: SaidOnce, now: number): void {
  const aheadMs = at - now
  if (Math.abs(aheadMs) > mostClockOffMs) throw new Refusal('worker_clock_off', { workerId, aheadMs })
}

/** Refuses a call that any api process has taken before. It is remembered for as long as its time would be accepted. */
export async function refuseRepeated(
  { db }: Pick<Deps, 'db'>,
  { workerId, nonce }: SaidOnce,
  now: number,
): Promise<void> {
  const window = { at: now, windowMs: 2 * mostClockOffMs + 1 }
  const { count } = await tally(db, `worker call ${workerId} ${nonce.toLowerCase()}`, window)
  if (count > 1) throw new Refusal('worker_call_repeated', { workerId })
}
