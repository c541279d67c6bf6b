import { rootOf } from '@sightline/infra/platform/time-stamp/merkle'
import type { Tx } from '../database/client.ts'
import { tryLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'

/** A tree is made and proved in one go; what is more waits for the next one, which follows at once. */
export const mostLeaves = 4096

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** What the tree of a batch stands on, in its order: the manifests, then the end of the trail. */
export const leavesOf = (sha256s: readonly string[], auditHash: string): Buffer[] =>
  [...sha256s, auditHash].map(bytesOf)

/** Of the batch before, and whether it is too young for another one, unless more waits than one holds. */
async function isDue(tx: Tx, { at, everyMs }: { at: number; everyMs: number }): Promise<boolean> {
  const last = await tx.stampBatch.findFirst({ orderBy: { at: 'desc' } })
  return last === null || last.size > mostLeaves || at - last.at.getTime() >= everyMs
}

/**
 * Puts every dossier that came since the last time under one root, with the end of the audit trail, so that one time-stamp
 * says of each of them that it was there then. Answers whether there was anything; a second process that gathers leaves it.
 */
export async function gatherBatch(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  everyMs: number,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const at = now()
    if (!(await tryLock(tx, 'stamping')) || !(await isDue(tx, { at, everyMs }))) return false
    const end = await tx.auditEntry.findFirst({ orderBy: { sequence: 'desc' } })
    const dossiers = await tx.dossier.findMany({
      where: { stamp: null },
      orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
      take: mostLeaves,
      select: { id: true, manifestSha256: true },
    })
    if (!end) return false
    const known = await tx.stampBatch.findFirst({ where: { auditSequence: end.sequence } })
    if (dossiers.length === 0 && known) return false
    const leaves = leavesOf(
      dossiers.map(({ manifestSha256 }) => manifestSha256),
      end.hash,
    )
    const facts = { size: leaves.length, auditSequence: end.sequence, auditHash: end.hash }
    const id = newId()
    await tx.stampBatch.create({
      data: { id, at: new Date(at), root: rootOf(leaves).toString('hex'), ...facts },
    })
    await tx.stampLeaf.createMany({
      data: dossiers.map(({ id: dossierId, manifestSha256: sha256 }, index) => ({
        dossierId,
        batchId: id,
        index,
        sha256,
      })),
    })
    return true
  })
}
