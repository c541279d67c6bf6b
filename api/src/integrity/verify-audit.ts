import type { Database } from '../database/client.ts'
import { beginning, placeOf, rowProblems, rowsAfter, type Place } from '../audit/verify-chain.ts'
import type { Report } from './report.ts'

const batch = 1_000

/** The whole trail, a batch at a time; answers where it ends. `seen` is told every row's place. */
export async function verifyAudit(
  db: Pick<Database, 'auditEntry'>,
  report: Report,
  seen: (place: Place) => void = () => undefined,
): Promise<Place> {
  let last: Place = beginning
  for (;;) {
    const rows = await rowsAfter(db, last, batch)
    for (const row of rows) {
      for (const { sequence, problem } of rowProblems(last, row)) report.tell(`audit #${sequence}`, problem)
      last = placeOf(row)
      seen(last)
    }
    if (rows.length < batch) return last
  }
}
