import type { z } from 'zod'
import type { changePermitSchema, newPermitSchema, withdrawPermitSchema } from '../../contract/permits.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal, type Problem } from '../refusal.ts'
import { isPlate, normalPlate } from '../../law/plate.ts'
import type { PermitRecord } from './hits.ts'
import { toPermits, toRecord, versionInclude, type PermitView, type VersionRow } from './store.ts'
import { namedZones } from './zone-names.ts'
import type { PermitKind } from '../../law/permits.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>
export type NewPermit = z.output<typeof newPermitSchema>

/** Permits are written one at a time, so that no number is given twice. */
export const lockRegister = (tx: Tx): Promise<void> => takeLock(tx, 'permitRegister')

/** Another permit of this kind and number, in the whole agency, that stands and shares a day with it. */
export async function numberTaken(
  tx: Tx,
  permit: { kind: PermitKind; number: string; fromDay: string; toDay: string; id?: string },
): Promise<string | null> {
  const { kind, number, fromDay, toDay, id } = permit
  const days = { fromDay: { lte: toDay }, toDay: { gte: fromDay } }
  const where = {
    ...(id === undefined ? {} : { id: { not: id } }),
    current: { kind, number, withdrawnFor: null, ...days },
  }
  const other = await beyondReach(() => tx.permit.findFirst({ where }))
  return other?.id ?? null
}

async function refuseBad(tx: Tx, permit: NewPermit, id?: string): Promise<void> {
  const known = new Set((await namedZones(tx, permit.zoneIds)).map((zone) => zone.id))
  const plate = normalPlate(permit.plate)
  const problems: Problem[] = [
    ...permit.zoneIds
      .filter((zoneId) => !known.has(zoneId))
      .map((zoneId) => ({ path: 'zoneIds', message: `no such zone: ${zoneId}` })),
    ...(plate !== null && !isPlate(plate)
      ? [{ path: 'plate', message: 'expected 4..10 letters and digits, such as 渝A12345' }]
      : []),
  ]
  if (problems.length > 0) throw new Refusal('permit_invalid', {}, problems)
  const other = await numberTaken(tx, { ...permit, ...(id === undefined ? {} : { id }) })
  if (other === null) return
  const isShown = (await tx.permit.count({ where: { id: other } })) > 0
  throw new Refusal('permit_number_taken', { id: isShown ? other : null, number: permit.number })
}

interface Writing {
  readonly id: string
  readonly version: number
  readonly at: number
  readonly actor: string
  readonly withdrawnFor?: string
}

type Written = Pick<
  PermitRecord,
  'kind' | 'number' | 'holder' | 'plate' | 'stall' | 'fromDay' | 'toDay' | 'hours' | 'note' | 'zoneIds'
>

/** A version with its zones. */
async function insertVersion(tx: Tx, permit: Written, by: Writing): Promise<VersionRow> {
  const { id, version, at, actor, withdrawnFor = null } = by
  const { kind, number, holder, stall, fromDay, toDay, hours, note } = permit
  const zones = [...new Set(permit.zoneIds)].map((zoneId) => ({ zoneId }))
  return tx.permitVersion.create({
    data: {
      id,
      version,
      kind,
      number,
      holder,
      fromDay,
      toDay,
      note,
      withdrawnFor,
      hours: hours.map(({ days, ...span }) => ({ days: [...days], ...span })),
      plate: normalPlate(permit.plate),
      stall: stall === '' ? null : stall,
      recordedAt: new Date(at),
      recordedById: actor,
      zones: { create: zones },
    },
    include: versionInclude,
  })
}

const entryOf = (row: VersionRow, by: Writing, action: NewAuditEntry['action']): NewAuditEntry => {
  const { kind, number, fromDay, toDay, version, withdrawnFor } = row
  const facts = {
    kind,
    number,
    version,
    fromDay,
    toDay,
    zones: row.zones.length,
    hasPlate: row.plate !== null,
  }
  const why = withdrawnFor === null ? {} : { reason: withdrawnFor }
  return { at: by.at, actor: by.actor, action, subject: `permit/${by.id}`, facts: { ...facts, ...why } }
}

/** Version 1 of a new permit and its audit row, in the caller's transaction; the register is locked. */
export async function insertPermit(tx: Tx, permit: Written, by: Omit<Writing, 'version'>) {
  const row = await insertVersion(tx, permit, { ...by, version: 1 })
  await tx.permit.create({ data: { id: by.id, version: 1, createdAt: new Date(by.at) } })
  return { row, entry: entryOf(row, { ...by, version: 1 }, 'permit.created') }
}

const shown = async (tx: Tx, row: VersionRow, at: number): Promise<PermitView> =>
  found((await toPermits(tx, [row], at))[0], 'permit')

export async function createPermit(
  { db, now, newId }: World,
  permit: NewPermit,
  actor: string,
): Promise<PermitView> {
  return db.$transaction(async (tx) => {
    await lockRegister(tx)
    await refuseBad(tx, permit)
    const at = now()
    const { row, entry } = await insertPermit(tx, permit, { id: newId(), at, actor })
    await appendAudit(tx, [entry])
    return shown(tx, row, at)
  })
}

/** A permit that covers zones of other units too is changed by who reaches all of them. */
async function refuseElsewhere(tx: Tx, { zones }: VersionRow): Promise<void> {
  const known = await namedZones(
    tx,
    zones.map(({ zoneId }) => zoneId),
  )
  if (known.length < zones.length) throw new Refusal('unit_refused', { why: 'zones_elsewhere' })
}

interface Change {
  readonly id: string
  readonly version: number
  readonly actor: string
}

/** The newest version, held; refuses what was made of an older one, and a permit that was withdrawn. */
async function newestOf(tx: Tx, { id, version }: Change): Promise<VersionRow> {
  await lockRegister(tx)
  const head = found(await tx.permit.findUnique({ where: { id } }), 'permit')
  const where = { id_version: { id, version: head.version } }
  const row = await tx.permitVersion.findUniqueOrThrow({ where, include: versionInclude })
  await refuseElsewhere(tx, row)
  if (row.version !== version || row.withdrawnFor !== null)
    throw new Refusal('changed_meanwhile', { version: row.version })
  return row
}

async function publish(
  tx: Tx,
  row: VersionRow,
  { by, action }: { by: Writing; action: NewAuditEntry['action'] },
) {
  await tx.permit.update({ where: { id: by.id }, data: { version: by.version } })
  await appendAudit(tx, [entryOf(row, by, action)])
  return shown(tx, row, by.at)
}

/** Publishes a new version; the old one stays as it was, for the acts that were done under it. */
export async function changePermit(
  { db, now }: World,
  { id, change }: { id: string; change: z.output<typeof changePermitSchema> },
  actor: string,
): Promise<PermitView> {
  const { version, ...permit } = change
  return db.$transaction(async (tx) => {
    await newestOf(tx, { id, version, actor })
    await refuseBad(tx, permit, id)
    const by = { id, version: version + 1, at: now(), actor }
    return publish(tx, await insertVersion(tx, permit, by), { by, action: 'permit.changed' })
  })
}

/** From now on it allows nothing; what was done under it before stays allowed. */
export async function withdrawPermit(
  { db, now }: World,
  { id, change }: { id: string; change: z.output<typeof withdrawPermitSchema> },
  actor: string,
): Promise<PermitView> {
  const { version, reason } = change
  return db.$transaction(async (tx) => {
    const row = await newestOf(tx, { id, version, actor })
    const by = { id, version: version + 1, at: now(), actor, withdrawnFor: reason }
    return publish(tx, await insertVersion(tx, toRecord(row), by), { by, action: 'permit.withdrawn' })
  })
}
