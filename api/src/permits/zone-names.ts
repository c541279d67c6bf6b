import type { Tx } from '../database/client.ts'

export interface NamedZone {
  readonly id: string
  readonly name: string
  readonly sourceName: string
  readonly active: boolean
}

/** Every zone by the name of its newest version, with its source's; those of `ids` only, where given. */
export async function namedZones(tx: Tx, ids?: readonly string[]): Promise<NamedZone[]> {
  const rows = await tx.zoneVersion.findMany({
    ...(ids ? { where: { id: { in: [...ids] } } } : {}),
    select: { id: true, name: true, active: true, source: { select: { name: true } } },
    orderBy: [{ id: 'asc' }, { version: 'desc' }],
    distinct: ['id'],
  })
  return rows.map(({ source, ...zone }) => ({ ...zone, sourceName: source.name }))
}
