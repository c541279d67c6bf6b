import type { CaseStatus } from '../../law/case-moves.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'

/** The move by which a case stands where it stands; none: as it was proposed. */
export const newestMove = { orderBy: { version: 'desc' }, take: 1 } satisfies Prisma.Case$movesArgs

/** Of several cases of one alert; two of one moment are told apart by their numbers. */
export const newestCase = [
  { proposedAt: 'desc' },
  { number: 'desc' },
] satisfies Prisma.CaseOrderByWithRelationInput[]

interface Moved {
  readonly moves: readonly { readonly status: CaseStatus }[]
}
/** Of a case that was read with its `newestMove`. */
export const statusOf = ({ moves: [newest] }: Moved): CaseStatus => newest?.status ?? 'proposed'

/** Every case that was proposed of an alert, the newest first, and where it stands. */
export async function casesOf(tx: Tx, alertId: string): Promise<{ id: string; status: CaseStatus }[]> {
  const rows = await tx.case.findMany({
    where: { alertId },
    include: { moves: newestMove },
    orderBy: newestCase,
  })
  return rows.map((row) => ({ id: row.id, status: statusOf(row) }))
}
