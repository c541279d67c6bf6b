import { approvalFileSchema } from '../../contract/approval.ts'
import { dayOf } from '../../law/calendar.ts'
import { runningOut, type RunningOut } from '../../law/running-out.ts'
import type { Deps } from '../deps.ts'

const fileSchema = approvalFileSchema.pick({ sign: true, calibration: true })

/** What is over, or will be soon, of the files of all sources in use: by then their pictures are a clue. */
export async function sourcesRunningOut({
  db,
  now,
}: Pick<Deps, 'db' | 'now'>): Promise<(RunningOut & { readonly sourceId: string })[]> {
  const sources = await db.source.findMany({
    where: { approvalState: 'in_use', drawn: false },
    select: { id: true, approvals: { orderBy: { revision: 'desc' }, take: 1, select: { file: true } } },
  })
  const today = dayOf(now())
  return sources.flatMap(({ id: sourceId, approvals }) =>
    approvals.flatMap(({ file }) =>
      runningOut(fileSchema.parse(file), today).map((one) => ({ sourceId, ...one })),
    ),
  )
}
