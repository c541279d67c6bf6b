import { z } from 'zod'
import { loadedNetworkSchema, type WorkerNetworks } from '../../contract/networks.ts'
import type { Deps } from '../deps.ts'
import { staleAfterMs } from '../sources/state-board.ts'

/** What each worker said last that it runs, to whichever api process. One silent for longer than a state may be old is gone. */
export async function runningNetworks({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<WorkerNetworks[]> {
  const rows = await db.workerReport.findMany({
    where: { at: { gte: new Date(now() - staleAfterMs) } },
    orderBy: { workerId: 'asc' },
  })
  return rows.map(({ workerId, networks }) => ({
    workerId,
    networks: z.array(loadedNetworkSchema).parse(networks),
  }))
}
