import { emptyFile } from '../../law/approval-file.ts'
import type { Tx } from '../database/client.ts'
import type { Source as SourceRow } from '../generated/client.ts'

/** The first row of a source's record: who registered it, who therefore never reviews it. A kitchen is no public place. */
export async function recordRegistered(
  tx: Tx,
  { id, kind, createdAt }: Pick<SourceRow, 'id' | 'kind' | 'createdAt'>,
  actor: string,
): Promise<void> {
  const file = { ...emptyFile, isPublicPlace: kind !== 'kitchen' }
  await tx.sourceApproval.create({
    data: {
      sourceId: id,
      revision: 0,
      state: 'draft',
      action: 'register',
      file,
      facts: {},
      actor,
      at: createdAt,
    },
  })
}
