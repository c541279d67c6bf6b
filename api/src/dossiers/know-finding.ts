import type { Tx } from '../database/client.ts'
import { found } from '../refusal.ts'
import { invalid } from './invalid.ts'
import type { Arrival } from './store-dossier.ts'

/** The finding, from whichever of its stages came first. */
export async function knowFinding(tx: Tx, { manifest }: Arrival): Promise<void> {
  const { findingId, kind, finding, source, zone, rule } = manifest
  const openedAt = new Date(finding.openedAt)
  const known = await tx.finding.findUnique({ where: { id: findingId } })
  if (known) {
    const isSame =
      known.kind === kind && known.sourceId === source.id && known.openedAt.getTime() === finding.openedAt
    if (!isSame) throw invalid('stages_disagree')
    return
  }
  const versions = { zoneId: zone.id, zoneVersion: zone.version, ruleId: rule.id, ruleVersion: rule.version }
  const { unitId } = found(await tx.source.findUnique({ where: { id: source.id } }), 'source')
  await tx.finding.create({
    data: { id: findingId, kind, sourceId: source.id, unitId, ...versions, openedAt },
  })
}
