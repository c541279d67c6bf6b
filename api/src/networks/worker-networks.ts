import { z } from 'zod'
import {
  loadedNetworkSchema,
  type LoadedNetwork,
  type WorkerNetworks as Report,
} from '../../contract/networks.ts'
import type { Database } from '../database/client.ts'
import { staleAfterMs } from '../sources/state-board.ts'

/** A report that says nothing new is written no oftener; well within `staleAfterMs`. */
const writeEveryMs = 2_000

/** Rows of workers that are no more are cleared away after so long. */
const forgetAfterMs = 86_400_000

/**
 * What each worker said last that it runs, in the database: any process of the api knows of every worker. One silent for
 * longer than a state may be old is gone.
 */
export function createWorkerNetworks({ db, now }: { db: Database; now: () => number }) {
  const written = new Map<string, { readonly text: string; readonly at: number }>()
  return {
    async report(workerId: string, networks: readonly LoadedNetwork[]): Promise<void> {
      const [text, at] = [JSON.stringify(networks), now()]
      const last = written.get(workerId)
      if (last && last.text === text && at - last.at < writeEveryMs) return
      const row = { networks: [...networks], at: new Date(at) }
      await db.workerReport.upsert({ where: { workerId }, create: { workerId, ...row }, update: row })
      if (!last) await db.workerReport.deleteMany({ where: { at: { lt: new Date(at - forgetAfterMs) } } })
      written.set(workerId, { text, at })
    },
    async current(): Promise<Report[]> {
      const rows = await db.workerReport.findMany({
        where: { at: { gte: new Date(now() - staleAfterMs) } },
        orderBy: { workerId: 'asc' },
      })
      return rows.map(({ workerId, networks }) => ({
        workerId,
        networks: z.array(loadedNetworkSchema).parse(networks),
      }))
    },
  }
}
export type WorkerNetworks = ReturnType<typeof createWorkerNetworks>
