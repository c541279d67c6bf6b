import type { ReconcileRequest } from '../../contract/workers.ts'
import type { Database } from '../database/client.ts'

/** Rows of workers that are no more are cleared away after so long. */
const forgetAfterMs = 86_400_000

/** Keeps what a worker says of itself, where every api process finds it. */
export async function recordWorker(
  db: Database,
  { workerId, models, idle, liveUrl }: Pick<ReconcileRequest, 'workerId' | 'models' | 'idle' | 'liveUrl'>,
  at: number,
): Promise<void> {
  const row = { models, idle, liveUrl: liveUrl ?? null, at: new Date(at) }
  await db.workerReport.upsert({ where: { workerId }, create: { workerId, ...row }, update: row })
}

export async function forgetWorkers(db: Database, at: number): Promise<void> {
  await db.workerReport.deleteMany({ where: { at: { lt: new Date(at - forgetAfterMs) } } })
}
