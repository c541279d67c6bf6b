import { tally } from '../database/tally.ts'
import type { Deps } from '../deps.ts'
import type { Refused } from '../http/access.ts'
import { appendAudit } from './append.ts'

const minuteMs = 60_000
/** Rows a minute, whoever asks whatever: the trail is no place to fill a disk from. */
const mostRows = 120

/**
 * Refused access leaves a row: one a minute for each actor, route and code, and no more than `mostRows` altogether, of all
 * api processes. What is remembered here spares the database the rest. A row that cannot be written stops no refusal.
 */
export function createRecordRefused({ db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>) {
  let minute = 0
  const written = new Set<string>()
  return async ({ actor, route, code, address }: Refused): Promise<void> => {
    const at = now()
    if (Math.floor(at / minuteMs) !== minute) {
      minute = Math.floor(at / minuteMs)
      written.clear()
    }
    const key = `${actor} ${route} ${code}`
    if (written.has(key) || written.size >= mostRows) return
    written.add(key)
    const window = { at, windowMs: minuteMs }
    const isFirst = async (): Promise<boolean> =>
      (await tally(db, `refused ${minute} ${key}`, window)).count === 1 &&
      (await tally(db, `refused ${minute}`, window)).count <= mostRows
    const entry = { at, actor, action: 'access.refused' as const, subject: `person/${actor}` }
    try {
      if (!(await isFirst())) return
      await db.$transaction((tx) => appendAudit(tx, [{ ...entry, facts: { route, code, address } }]))
    } catch (err) {
      log.warn({ err, route, code }, 'a refused access is not in the trail')
    }
  }
}
