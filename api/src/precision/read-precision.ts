import type { z } from 'zod'
import type { precisionQuerySchema } from '../../contract/precision.ts'
import type { Database } from '../database/client.ts'
import { reachedSql } from '../database/reach.ts'
import { Prisma } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { readGrace } from './read-grace.ts'
import { toPrecision, type Alike, type PrecisionView } from './to-precision.ts'

type Query = z.output<typeof precisionQuerySchema>

/**
 * Precision of the findings that opened in a period, from what people did with their alerts. Counted in the database and
 * judged here, by `verdictOf` alone: a year of alerts is a few thousand rows.
 */
export async function readPrecision(db: Database, query: Query): Promise<PrecisionView> {
  const { from, to, sourceId, kind } = query
  if (to <= from) throw new Refusal('bad_request', {}, [{ path: 'to', message: 'not after from' }])
  const asked = [
    reachedSql('a.unit_id'),
    ...(sourceId === undefined ? [] : [Prisma.sql`a.source_id = ${sourceId}`]),
    ...(kind === undefined ? [] : [Prisma.sql`a.kind::text = ${kind}`]),
  ]
  const rows = await db.$queryRaw<Alike[]>`
    SELECT a.kind::text AS kind, f.rule_id AS "ruleId", a.source_id AS "sourceId", a.model_name AS model,
      a.model_sha256 AS sha256, extract(hour FROM a.opened_at AT TIME ZONE 'Asia/Shanghai')::int AS hour,
      a.status::text AS status, a.dismiss_reason::text AS "dismissReason",
      max(a.zone_name) AS "zoneName", max(a.source_name) AS "sourceName", count(*)::int AS count
    FROM alert a JOIN finding f ON f.id = a.finding_id
    WHERE ${Prisma.join([Prisma.sql`a.opened_at >= ${new Date(from)}`, Prisma.sql`a.opened_at < ${new Date(to)}`, Prisma.sql`a.confirmed_at IS NOT NULL`, ...asked], ' AND ')}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
  const grace = await readGrace(db, { from, to }, asked)
  return { ...toPrecision(rows, { from, to }), grace }
}
