import type { z } from 'zod'
import { shadowCountsSchema, type ShadowSide } from '../../contract/shadow-report.ts'
import type { ShadowCost, shadowDetailSchema } from '../../contract/shadows.ts'
import { verdictOf, type Truth } from '../../contract/verdict.ts'
import type { Database, Tx } from '../database/client.ts'
import { found } from '../refusal.ts'
import { compare, type Told } from './compare.ts'
import { costOf } from './cost.ts'
import { findingsOf, namesOf, runInclude, toRun, type DifferenceView, type FindingRow } from './store.ts'

/** What a screen shows of them. */
const mostShown = 200

type Known = Told & FindingRow & { readonly alertId: string | null; readonly truth: Truth }

/** Every finding of a run with what people said of it: of one in force by its alert, of the shadow's by its picture. */
async function toldFindings(tx: Tx, runId: string): Promise<Known[]> {
  const rows = await findingsOf(tx, runId)
  const ids = rows.filter(({ side }) => side === 'in_force').map(({ findingId }) => findingId)
  const alerts = await tx.alert.findMany({
    where: { findingId: { in: ids } },
    select: { id: true, findingId: true, status: true, dismissReason: true },
  })
  const alertOf = new Map(alerts.map((alert) => [alert.findingId, alert]))
  return rows.map((row) => {
    const alert = row.side === 'in_force' ? alertOf.get(row.findingId) : undefined
    const truth = alert ? verdictOf(alert).truth : (row.said?.truth ?? 'open')
    return { ...row, truth, alertId: alert?.id ?? null }
  })
}

const bySide = (all: readonly Known[], side: ShadowSide): Known[] => all.filter((one) => one.side === side)

async function toDifferences(tx: Tx, findings: readonly Known[]): Promise<DifferenceView[]> {
  const sources = await namesOf(tx, [...new Set(findings.map(({ sourceId }) => sourceId))])
  const zones = await tx.zoneVersion.findMany({
    where: { id: { in: [...new Set(findings.map(({ zoneId }) => zoneId))] } },
    orderBy: { version: 'asc' },
    select: { id: true, name: true },
  })
  const zoneNames = new Map(zones.map(({ id, name }) => [id, name]))
  return findings.map((one) => ({
    side: one.side,
    findingId: one.findingId,
    sourceId: one.sourceId,
    sourceName: sources.get(one.sourceId) ?? one.sourceId,
    zoneName: zoneNames.get(one.zoneId) ?? one.zoneId,
    // The contract takes no other from a worker.
    kind: one.kind as DifferenceView['kind'],
    openedAt: one.openedAt,
    confirmedAt: one.confirmedAt,
    closedAt: one.closedAt,
    box: one.box,
    hasPicture: one.hasPicture,
    truth: one.truth,
    saidBy: one.said?.person ?? null,
    alertId: one.alertId,
  }))
}

/** Every finding of a run as the list of differences would show it. */
export const differencesOf = async (tx: Tx, runId: string): Promise<DifferenceView[]> =>
  toDifferences(tx, await toldFindings(tx, runId))

/** A run with its comparison, cost and differences. */
export async function readShadow(db: Database, id: string): Promise<z.input<typeof shadowDetailSchema>> {
  const row = found(await db.shadowRun.findUnique({ where: { id }, include: runInclude }), 'shadow')
  const all = await toldFindings(db, id)
  const compared = compare(bySide(all, 'shadow'), bySide(all, 'in_force'))
  const differing = [...compared.shadowOnly, ...compared.inForceOnly]
    .toSorted((a, b) => b.confirmedAt - a.confirmedAt)
    .slice(0, mostShown)
  const names = await namesOf(db, row.sourceIds)
  const tallies = await db.shadowTally.findMany({ where: { runId: id }, orderBy: { at: 'desc' } })
  const cost: ShadowCost = costOf(
    tallies.map(({ sourceId, counts }) => ({ sourceId, counts: shadowCountsSchema.parse(counts) })),
  )
  return {
    run: toRun(row, names),
    comparison: compared.comparison,
    cost,
    faults: tallies.flatMap(({ fault, sourceId, workerId }) =>
      fault === null || row.endedAt !== null
        ? []
        : [{ fault, workerId, sourceName: names.get(sourceId) ?? sourceId }],
    ),
    differences: await toDifferences(db, differing),
  }
}

/** Every run, the newest first: a town has a few a month. */
export async function allRuns(db: Database) {
  const rows = await db.shadowRun.findMany({
    include: runInclude,
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
  const names = await namesOf(db, [...new Set(rows.flatMap(({ sourceIds }) => sourceIds))])
  return rows.map((row) => toRun(row, names))
}

export async function pictureOf(
  db: Database,
  key: { readonly runId: string; readonly side: ShadowSide; readonly findingId: string },
): Promise<Buffer> {
  const { jpeg } = found(
    await db.shadowPicture.findUnique({ where: { runId_side_findingId: key } }),
    'picture',
  )
  return Buffer.from(jpeg)
}
