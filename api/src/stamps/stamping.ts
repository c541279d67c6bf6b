import { randomBytes } from 'node:crypto'
import { toReason } from '@sightline/infra/platform/error'
import { askStamp, type Authority } from '@sightline/infra/platform/time-stamp/ask'
import { StampError } from '@sightline/infra/platform/time-stamp/token'
import type { Deps } from '../deps.ts'
import { gatherBatch } from './gather.ts'

export interface StampingDeps extends Pick<Deps, 'db' | 'now' | 'newId' | 'log'> {
  /** Null: no authority is set, and nothing is gathered. */
  readonly authority: Authority | null
}
export interface Stamping {
  /** One step: gathers what is due, and asks for what waits, the oldest first. */
  tick(): Promise<void>
}
export interface StampingOptions {
  /** How often one time is asked for all that came meanwhile. */
  readonly everyMs: number
}

/** So many times asked for in one step: after a long outage each batch still gets its own. */
const mostAsked = 20
/** After a failure, doubled each time: an authority that is down is not asked every minute of the night. */
const [firstPauseMs, longestPauseMs] = [60_000, 30 * 60_000]

/**
 * Time-stamps what was sealed (RFC 3161, R45). What waits is in the database: after an outage, a restart or a change of
 * process it is asked for again, and a batch is never stamped twice. Two that ask for the same one at once: the first answer
 * counts.
 */
export function createStamping(deps: StampingDeps, { everyMs }: StampingOptions): Stamping {
  const { db, now, log, authority } = deps
  let [pauseMs, notBefore] = [firstPauseMs, -Infinity]

  function failed(err: unknown, batchId: string): void {
    log.warn({ batch: batchId, why: toReason(err) }, 'no time-stamp yet')
    notBefore = now() + pauseMs
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }

  async function stamp(to: Authority, { id, root }: { id: string; root: string }): Promise<void> {
    const {
      answer,
      at,
      serial,
      authority: name,
    } = await askStamp(to, Buffer.from(root, 'hex'), randomBytes(8))
    await db.stampToken.createMany({
      data: [
        {
          batchId: id,
          answer: new Uint8Array(answer),
          at: new Date(at),
          serial,
          authority: name,
          receivedAt: new Date(now()),
        },
      ],
      skipDuplicates: true,
    })
    pauseMs = firstPauseMs
  }

  async function askForWaiting(to: Authority): Promise<void> {
    const waiting = await db.stampBatch.findMany({
      where: { token: null },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take: mostAsked,
    })
    for (const batch of waiting) {
      try {
        await stamp(to, batch)
      } catch (err) {
        failed(err, batch.id)
        // What is wrong with one answer may be right with the next; who does not answer is left alone.
        if (!(err instanceof StampError)) return
      }
    }
  }

  return {
    async tick() {
      if (!authority) return
      await gatherBatch(deps, everyMs)
      if (now() >= notBefore) await askForWaiting(authority)
    },
  }
}
