import type { Deps } from '../deps.ts'
import { copyInclude, toCopy, type CopyView } from './store.ts'

/** The shareable copies of a case, newest first. */
export async function listCopies({ db }: Pick<Deps, 'db'>, caseId: string): Promise<CopyView[]> {
  const rows = await db.caseCopy.findMany({
    where: { caseId },
    include: copyInclude,
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: 50,
  })
  return rows.map(toCopy)
}
