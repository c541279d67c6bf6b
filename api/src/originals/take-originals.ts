import { refusalToTake } from '../../law/originals.ts'
import { refuse } from '../refusal.ts'
import type { OriginalDeps } from './deps.ts'
import { permissionInclude, toGrant } from './store.ts'

export interface Taking {
  readonly caseId: string
  readonly personId: string
  /** The permission that was named; undefined: none was. */
  readonly permission: string | undefined
}

/** Refuses where no permission lets this person take the originals of this case out at this moment. Answers by which they may. */
export async function requireOriginals(
  { db, now, signer }: OriginalDeps,
  { caseId, personId, permission }: Taking,
): Promise<{ readonly id: string; readonly receiver: string }> {
  const row =
    permission === undefined
      ? null
      : await db.originalPermission.findUnique({ where: { id: permission }, include: permissionInclude })
  refuse(refusalToTake(row && toGrant(row, signer), { caseId, personId, now: now() }))
  if (!row) throw new Error('a permission that lets through is there')
  return { id: row.id, receiver: row.receiver }
}
