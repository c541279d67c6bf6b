import type { z } from 'zod'
import type { changeUnitSchema, newUnitSchema } from '../../contract/units.ts'
import { unitFailure, unitsBelow, type Reach, type UnitChange } from '../../law/units.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { takeLock } from '../database/locks.ts'
import { beyondReach } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import type { OrgUnit } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { notifyReach } from '../live/notify.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import { toUnit, unitInclude, type UnitView } from './list.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>
export type Planner = Pick<Caller, 'reach' | 'person'>
export type NewUnit = z.output<typeof newUnitSchema>

const auditView = ({ parentId, kind, name, regionCode, active }: OrgUnit) => ({
  parent: parentId,
  kind,
  name,
  regionCode,
  active,
})

/** The whole tree, held: nobody else changes it before this transaction ends. */
export async function holdTree(tx: Tx): Promise<OrgUnit[]> {
  await takeLock(tx, 'unitTree')
  return beyondReach(() => tx.orgUnit.findMany())
}

interface Planned {
  readonly reach: Reach
  readonly change: UnitChange & { readonly name: string }
}

/** Refuses what may not be; who comes into a unit that is being closed waits for it, and is refused. */
async function refuseBad(tx: Tx, tree: readonly OrgUnit[], { reach, change }: Planned): Promise<void> {
  const { id, parentId, name } = change
  const isHis = parentId === null || reach.units === null || unitsBelow(tree, reach.unitId).includes(parentId)
  if (!isHis) throw new Refusal('not_found', { what: 'unit' })
  const content = { people: 0, sources: 0 }
  if (id !== null && !change.active) {
    await tx.$queryRaw`SELECT id FROM org_unit WHERE id = ${id} FOR UPDATE`
    content.people = await tx.person.count({ where: { unitId: id, active: true } })
    content.sources = await tx.source.count({ where: { unitId: id } })
  }
  refuse(unitFailure(tree, { reach, change, content }))
  const isTaken = tree.some(
    (one) => one.parentId === parentId && one.name === name && one.id !== id && one.active,
  )
  if (isTaken && change.active) throw new Refusal('unit_refused', { why: 'name_taken', name })
}

/** A unit and its row of the trail; the tree is held. */
export async function insertUnit(
  tx: Tx,
  {
    id,
    at,
    by,
    tree,
    unit,
  }: {
    readonly id: string
    readonly at: number
    readonly by: Planner
    readonly tree: readonly OrgUnit[]
    readonly unit: NewUnit
  },
): Promise<{ row: OrgUnit; entry: NewAuditEntry }> {
  await refuseBad(tx, tree, { reach: by.reach, change: { id: null, active: true, ...unit } })
  const row = await tx.orgUnit.create({ data: { id, ...unit, createdAt: new Date(at) } })
  const action = 'unit.created' as const
  const facts = { to: auditView(row) }
  return { row, entry: { at, actor: by.person.id, action, subject: `unit/${id}`, facts } }
}

/** What was just made is below who made it: his reach as of this request does not have it yet. */
const shown = (tx: Tx, id: string): Promise<UnitView> =>
  beyondReach(async () => toUnit(await tx.orgUnit.findUniqueOrThrow({ where: { id }, include: unitInclude })))

export async function createUnit({ db, now, newId }: World, unit: NewUnit, by: Planner): Promise<UnitView> {
  return db.$transaction(async (tx) => {
    const [id, at, tree] = [newId(), now(), await holdTree(tx)]
    const { entry } = await insertUnit(tx, { id, at, by, tree, unit })
    await notifyReach(tx)
    await appendAudit(tx, [entry])
    return shown(tx, id)
  })
}

/** Changes a unit as read in `version`. Moved, it takes all below it along; whoever reaches what is told at once. */
export async function changeUnit(
  { db, now }: World,
  { id, change }: { readonly id: string; readonly change: z.output<typeof changeUnitSchema> },
  by: Planner,
): Promise<UnitView> {
  const { version, ...asked } = change
  return db.$transaction(async (tx) => {
    const tree = await holdTree(tx)
    const before = found(await tx.orgUnit.findUnique({ where: { id } }), 'unit')
    if (before.version !== version) throw new Refusal('changed_meanwhile', { version: before.version })
    const after = {
      kind: asked.kind ?? before.kind,
      name: asked.name ?? before.name,
      regionCode: asked.regionCode ?? before.regionCode,
      active: asked.active ?? before.active,
      parentId: asked.parentId ?? before.parentId,
    }
    refuse(ownFailure(tree, { id, by, after }))
    await refuseBad(tx, tree, { reach: by.reach, change: { id, ...after } })
    const row = await tx.orgUnit.update({ where: { id }, data: { ...after, version: version + 1 } })
    if (row.parentId !== before.parentId) await notifyReach(tx)
    const facts = { from: auditView(before), to: auditView(row) }
    await appendAudit(tx, [
      { at: now(), actor: by.person.id, action: 'unit.changed', subject: `unit/${id}`, facts },
    ])
    return toUnit(await tx.orgUnit.findUniqueOrThrow({ where: { id }, include: unitInclude }))
  })
}

/** Of one's own unit that alone is told: what it is part of is not looked at. */
function ownFailure(
  tree: readonly OrgUnit[],
  { id, by, after }: { id: string; by: Planner; after: Omit<UnitChange, 'id'> },
) {
  const isOwn = id === by.reach.unitId && by.reach.units !== null
  const content = { people: 0, sources: 0 }
  return isOwn ? unitFailure(tree, { reach: by.reach, change: { id, ...after }, content }) : null
}
