import { inUseSince } from '../../law/approval-history.ts'
import type { SuspendReason } from '../../law/approval.ts'
import { startOfDay } from '../../law/calendar.ts'
import {
  historyDays,
  isCertificateExpired,
  isRevokedOften,
  isVolumeAbnormal,
  volumeFloor,
} from '../../law/suspend-reasons.ts'
import { appendAudit } from '../audit/append.ts'
import type { Database } from '../database/client.ts'
import { approvalsOf, fileIn } from './store.ts'
import { suspendSource } from './suspend.ts'

const dayMs = 86_400_000

interface Looked {
  readonly id: string
  readonly createdAt: Date
}

/** Confirmed findings of a source that opened from one moment to another; what is wrong with the camera itself is counted by nobody. */
const countOf = (db: Database, sourceId: string, [from, to]: readonly [number, number]): Promise<number> =>
  db.alert.count({
    where: {
      sourceId,
      fault: null,
      confirmedAt: { not: null },
      openedAt: { gte: new Date(from), lt: new Date(to) },
    },
  })

/** How many it had on each of the days before today, back to when it was registered; 0 on those without any. */
async function daysBefore(db: Database, { id, createdAt }: Looked, today: number): Promise<number[]> {
  const known = Math.floor((today - startOfDay(createdAt.getTime())) / dayMs)
  const days = Array.from({ length: Math.max(0, Math.min(historyDays, known)) }, () => 0)
  const [from, to] = [new Date(today - days.length * dayMs), new Date(today)]
  const rows = await db.$queryRaw<{ day: number; count: number }[]>`
    SELECT floor(extract(epoch FROM opened_at - ${from}::timestamptz) / 86400)::int AS day, count(*)::int AS count
    FROM alert WHERE source_id = ${id} AND fault IS NULL AND confirmed_at IS NOT NULL AND opened_at >= ${from} AND opened_at < ${to}
    GROUP BY day`
  return days.map((none, index) => rows.find(({ day }) => day === index)?.count ?? none)
}

/** How many cases were filed of it since then, here or by the city's application, and how many of those were revoked. */
async function casesSince(db: Database, sourceId: string, since: number) {
  const filed = { some: { status: 'filed' as const, at: { gte: new Date(since) } } }
  const ofSource = { alert: { sourceId } }
  return {
    filed: await db.case.count({ where: { ...ofSource, moves: filed } }),
    revoked: await db.case.count({
      where: { ...ofSource, AND: [{ moves: filed }, { moves: { some: { status: 'revoked' } } }] },
    }),
  }
}

/** Why a source in use may be so no longer; null: nothing speaks against it. */
async function reasonNow(db: Database, source: Looked, at: number): Promise<SuspendReason | null> {
  const rows = await approvalsOf(db, source.id)
  if (isCertificateExpired(fileIn(rows), at)) return 'calibration_expired'
  const today = startOfDay(at)
  // What came before it was put in use again was looked at by who reviewed it.
  const inUse = inUseSince(rows) ?? today
  if (isRevokedOften(await casesSince(db, source.id, inUse))) return 'revoked_often'
  const since = Math.max(today, inUse)
  const count = await countOf(db, source.id, [since, at])
  if (count < volumeFloor) return null
  return isVolumeAbnormal(count, await daysBefore(db, source, today)) ? 'volume_abnormal' : null
}

/** Takes out of use what may not be in use any longer: an expired certificate, an abnormal number of alerts (R36). */
export async function suspendDue(db: Database, at: number): Promise<void> {
  const sources = await db.source.findMany({
    where: { approvalState: 'in_use' },
    select: { id: true, createdAt: true },
    orderBy: { id: 'asc' },
  })
  for (const source of sources) {
    const because = await reasonNow(db, source, at)
    if (because === null) continue
    await db.$transaction(async (tx) => {
      const asked = { sourceId: source.id, because, happenedAt: at, at }
      const entries = await suspendSource(tx, asked)
      if (entries.length > 0) await appendAudit(tx, entries)
    })
  }
}
