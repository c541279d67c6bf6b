import type { z } from 'zod'
import { ruleParamsSchema, type ruleSchema } from '../../contract/zones.ts'
import type { Tx } from '../database/client.ts'
import type { RuleVersion } from '../generated/client.ts'

export type RuleView = z.input<typeof ruleSchema>

export const toRule = (row: RuleVersion): RuleView => ({
  id: row.id,
  zoneId: row.zoneId,
  version: row.version,
  kind: row.kind,
  params: ruleParamsSchema.parse(row.params),
  enabled: row.enabled,
  createdAt: row.createdAt.getTime(),
})

/** Every rule in its newest version; those of `zoneIds` only, where given. */
export const newestRules = async (tx: Tx, zoneIds?: readonly string[]): Promise<RuleView[]> => {
  const rows = await tx.ruleVersion.findMany({
    ...(zoneIds ? { where: { zoneId: { in: [...zoneIds] } } } : {}),
    orderBy: [{ id: 'asc' }, { version: 'desc' }],
    distinct: ['id'],
  })
  return rows.map(toRule)
}
