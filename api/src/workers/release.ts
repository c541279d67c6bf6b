import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'

/** Lets the next key that comes with this worker's id have it: for a worker whose key is gone with its machine. */
export async function releaseWorker(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  workerId: string,
  actor: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT worker_id FROM worker_identity WHERE worker_id = ${workerId} FOR UPDATE`
    const { keyId } = found(await tx.workerIdentity.findUnique({ where: { workerId } }), 'worker')
    await tx.workerIdentity.delete({ where: { workerId } })
    const subject = `worker/${workerId}`
    await appendAudit(tx, [{ at: now(), actor, action: 'worker.released', subject, facts: { keyId } }])
  })
}
