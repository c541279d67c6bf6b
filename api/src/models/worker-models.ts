import { z } from 'zod'
import { loadedModelSchema, type WorkerModels } from '../../contract/models.ts'
import type { Deps } from '../deps.ts'
import { staleAfterMs } from '../sources/state-board.ts'

/** What each worker said last that it runs, to whichever api process. One silent for longer than a state may be old is gone. */
export async function runningModels({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<WorkerModels[]> {
  const rows = await db.workerReport.findMany({
    where: { at: { gte: new Date(now() - staleAfterMs) } },
    orderBy: { workerId: 'asc' },
  })
  return rows.map(({ workerId, models }) => ({
    workerId,
    models: z.array(loadedModelSchema).parse(models),
  }))
}
