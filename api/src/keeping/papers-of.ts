import type { Tx } from '../database/client.ts'

/** What was made of a finding and stored: a package that was filed or handed over, a document. */
export interface Paper {
  readonly objectKey: string
  readonly versionId: string | null
  readonly sha256: string
}

/** Every paper of a finding. No rule ever deletes one. */
export async function papersOf(tx: Tx, findingId: string): Promise<Paper[]> {
  const of = { alert: { findingId } }
  const moves = await tx.caseMove.findMany({ where: { case: of, packageKey: { not: null } } })
  const documents = await tx.document.findMany({
    where: of,
    select: { objectKey: true, versionId: true, sha256: true },
  })
  const packages = moves.flatMap((move): Paper[] => {
    const { packageKey: objectKey, packageVersion: versionId, packageSha256: sha256 } = move
    return objectKey === null || sha256 === null ? [] : [{ objectKey, versionId, sha256 }]
  })
  return [...packages, ...documents]
}
