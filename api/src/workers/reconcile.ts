import type { z } from 'zod'
import type { ReconcileRequest, reconcileAnswerSchema, wantedSourceSchema } from '../../contract/workers.ts'
import { newestClothing } from '../clothing/store.ts'
import type { Database, Tx } from '../database/client.ts'
import { takeLock } from '../database/locks.ts'
import type { Source as SourceRow } from '../generated/client.ts'
import { enabledModels } from '../models/store.ts'
import { hearSpoken, takeUp } from '../reminders/hand-out.ts'
import { newestRules } from '../rules/store.ts'
import type { StateBoard } from '../sources/state-board.ts'
import { wantedShadow } from '../shadows/wanted-shadow.ts'
import { toSourceRecord } from '../sources/store.ts'
import { newestZones } from '../zones/store.ts'
import { shareOut } from './share-out.ts'
import { recordWorker } from './worker-report.ts'

export const leaseMs = 10_000

export interface ReconcileDeps {
  readonly db: Database
  readonly now: () => number
  readonly board: StateBoard
  /** When this api process began. */
  readonly startedAt: number
}

/** Renews the worker's leases and gives it free sources; what it no longer has room for is free at once. */
async function holdSources(tx: Tx, request: ReconcileRequest, deps: ReconcileDeps): Promise<SourceRow[]> {
  await takeLock(tx, 'sharing')
  const { workerId, capacity } = request
  const isOverloaded = request.states.some(({ state }) => state.isLate)
  const at = deps.now()
  const enabled = await tx.source.findMany({
    where: { enabled: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const leases = await tx.sourceLease.findMany()
  const held = shareOut(
    enabled.map((source) => source.id),
    leases.map((lease) => ({ ...lease, until: lease.until.getTime() })),
    { workerId, capacity, isOverloaded, at, settledAt: deps.startedAt + leaseMs },
  )
  await tx.sourceLease.deleteMany({
    where: { OR: [{ workerId, sourceId: { notIn: held } }, { sourceId: { in: held } }] },
  })
  const until = new Date(at + leaseMs)
  await tx.sourceLease.createMany({ data: held.map((sourceId) => ({ sourceId, workerId, until })) })
  return enabled.filter((source) => held.includes(source.id))
}

/** The sources with what is watched for in them; the password still sealed. */
async function toWanted(tx: Tx, rows: readonly SourceRow[]): Promise<z.input<typeof wantedSourceSchema>[]> {
  const ids = rows.map((row) => row.id)
  const zones = await newestZones(tx, ids)
  const declared = await newestClothing(tx, ids)
  const rules = await newestRules(
    tx,
    zones.map((zone) => zone.id),
  )
  return rows.map((row) => {
    const { id, version, name, kind, place, position, url, user, approval, turn, heights } =
      toSourceRecord(row)
    const own = zones.filter((zone) => zone.sourceId === id)
    const bound = rules.filter((rule) => own.some((zone) => zone.id === rule.zoneId))
    const { sealedPassword } = row
    const source = { id, version, name, kind, place, position, url, user, approval, sealedPassword }
    const clothing = declared.find(({ sourceId }) => sourceId === id) ?? null
    return { ...source, turn, heights, zones: own, rules: bound, clothing }
  })
}

/** A worker's call, once a second: its reports are believed only for sources that are its own. */
export async function reconcile(
  deps: ReconcileDeps,
  request: ReconcileRequest,
): Promise<z.input<typeof reconcileAnswerSchema>> {
  const sources = await deps.db.$transaction(async (tx) => toWanted(tx, await holdSources(tx, request, deps)))
  const own = new Set(sources.map((source) => source.id))
  await deps.board.report(request.states.filter(({ sourceId }) => own.has(sourceId)))
  await recordWorker(deps.db, request, deps.now())
  const { workerId, spoken } = request
  await hearSpoken(deps.db, { workerId, spoken, now: deps.now() })
  const shadow = await wantedShadow(deps.db, { own: [...own], at: deps.now() })
  const models = await enabledModels(deps.db)
  // The last: what is told here is told nobody else, whatever becomes of this answer.
  const speech = await takeUp(deps.db, { workerId, sourceIds: [...own], now: deps.now() })
  return { sources, leaseMs, models, shadow, speech }
}
