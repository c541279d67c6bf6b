import type { OriginalDeps } from './deps.ts'
import { permissionInclude, toPermission, type PermissionView } from './store.ts'

/** So many are listed: who needs an older one asks for its case. */
const mostListed = 200

/** Requests to take originals out, newest first: of one case, or of all. */
export async function listOriginals(
  { db, now, signer }: OriginalDeps,
  caseId: string | undefined,
): Promise<PermissionView[]> {
  const rows = await db.originalPermission.findMany({
    where: caseId === undefined ? {} : { caseId },
    include: permissionInclude,
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: mostListed,
  })
  return rows.map((row) => toPermission(row, signer, now()))
}
