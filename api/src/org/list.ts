import type { z } from 'zod'
import type { unitSchema } from '../../contract/units.ts'
import type { Tx } from '../database/client.ts'
import { reachesUnit } from '../database/reach.ts'
import type { Prisma } from '../generated/client.ts'

export type UnitView = z.input<typeof unitSchema>

export const unitInclude = {
  _count: { select: { people: { where: { active: true } }, sources: true } },
} satisfies Prisma.OrgUnitInclude
type UnitRow = Prisma.OrgUnitGetPayload<{ include: typeof unitInclude }>

/** What a unit is part of is told to those who reach that too. */
export const toUnit = ({ _count, ...row }: UnitRow): UnitView => ({
  id: row.id,
  parentId: row.parentId !== null && reachesUnit(row.parentId) ? row.parentId : null,
  kind: row.kind,
  name: row.name,
  regionCode: row.regionCode,
  active: row.active,
  version: row.version,
  people: _count.people,
  sources: _count.sources,
})

/** In the order in which they were made. */
export const allUnits = async (tx: Pick<Tx, 'orgUnit'>): Promise<UnitView[]> =>
  (await tx.orgUnit.findMany({ include: unitInclude, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(
    toUnit,
  )
