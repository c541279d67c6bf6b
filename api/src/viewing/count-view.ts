import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Viewer } from '../http/caller.ts'
import type { Said } from './reason.ts'

const minuteMs = 60_000

/** One answer with pictures in it. */
export interface View {
  /** `exhibit/<id>` or `source/<id>`. */
  readonly subject: `exhibit/${string}` | `source/${string}`
  readonly name: string
  /** A part that does not begin at the beginning: somebody moved to another place of a recording. */
  readonly isSeek: boolean
  readonly said: Said
}

/**
 * Counts a look: a player asks for one recording in dozens of ranges, and the trail is to have a row for each person, picture
 * and minute. What was counted goes to the trail when its minute is over (`recordViews`), whichever process counted it.
 */
export async function countView(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { subject, name, isSeek, said }: View,
  { person, address }: Viewer,
): Promise<void> {
  const minute = new Date(Math.floor(now() / minuteMs) * minuteMs)
  const seeks = isSeek ? 1 : 0
  const { viewingReason = '', caseNumber = '' } = said
  await db.$executeRaw`
    INSERT INTO viewing AS v (person_id, subject, minute, address, name, times, seeks, reason, case_number)
    VALUES (${person.id}, ${subject}, ${minute}, ${address}, ${name}, 1, ${seeks}, ${viewingReason}, ${caseNumber})
    ON CONFLICT (person_id, subject, minute, address)
    DO UPDATE SET times = v.times + 1, seeks = v.seeks + EXCLUDED.seeks`
}

interface Counted {
  readonly person_id: string
  readonly subject: string
  readonly minute: Date
  readonly address: string
  readonly name: string
  readonly times: number
  readonly seeks: number
  readonly reason: string
  readonly case_number: string
}

const toEntry = (row: Counted, at: number): NewAuditEntry => ({
  at,
  actor: row.person_id,
  action: row.subject.startsWith('source/') ? 'source.pictured' : 'exhibit.viewed',
  subject: row.subject,
  facts: {
    name: row.name,
    viewedAt: row.minute.getTime(),
    times: row.times,
    seeks: row.seeks,
    address: row.address,
    ...(row.reason === '' ? {} : { viewingReason: row.reason, caseNumber: row.case_number }),
  },
})

/** So many rows of one round at most: the trail is everybody's. */
const mostRows = 500

/** Writes what was counted in minutes that are over to the trail, each once. */
export async function recordViews(db: Database, at: number): Promise<void> {
  const before = new Date(Math.floor(at / minuteMs) * minuteMs)
  await db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Counted[]>`
      DELETE FROM viewing WHERE ctid IN (
        SELECT ctid FROM viewing WHERE minute < ${before} ORDER BY minute LIMIT ${mostRows} FOR UPDATE SKIP LOCKED
      ) RETURNING *`
    if (rows.length === 0) return
    const inOrder = rows.toSorted((a, b) => a.minute.getTime() - b.minute.getTime())
    await appendAudit(
      tx,
      inOrder.map((row) => toEntry(row, at)),
    )
  })
}
