import type { Tx } from '../database/client.ts'
import { found } from '../refusal.ts'
import { refuseUse } from './scope.ts'

export interface Using {
  readonly now: number
  readonly personId: string
}

/** The approval, if this person may take anything out by it now; else why not. */
export async function usableApproval(tx: Tx, id: string, using: Using) {
  const row = await tx.datasetApproval.findUnique({ where: { id }, include: { withdrawal: true } })
  const approval = found(row, 'dataset approval')
  refuseUse(approval, using)
  return approval
}
