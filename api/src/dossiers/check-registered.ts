import type { Manifest } from '../../contract/dossier.ts'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import type { Tx } from '../database/client.ts'
import { toRule } from '../rules/store.ts'
import { unnamedReasons } from './check-claims.ts'
import { invalid } from './invalid.ts'
import type { ClueReason } from '../../law/standing.ts'

/** The rule as it is registered: of this zone and kind, and set as the manifest says. Defaults stand in the manifest only. */
async function refuseOtherRule(tx: Tx, { kind, zone, rule }: Manifest): Promise<void> {
  const { id, version, params } = rule
  const row = await tx.ruleVersion.findUnique({ where: { id_version: { id, version } } })
  if (!row) throw invalid('rule_unknown', { id, version })
  if (row.kind !== kind) throw invalid('rule_of_another_kind', { id, kind })
  if (row.zoneId !== zone.id) throw invalid('rule_of_another_zone', { id, zone: zone.id })
  const differing = Object.entries(toRule(row).params).flatMap(([name, value]) =>
    canonicalJson(value) === canonicalJson(params[name] ?? null) ? [] : [name],
  )
  if (differing.length > 0) throw invalid('rule_differs', { id, params: differing })
}

/** Source, zone and rule are registered here in the versions that the manifest names, and belong together. */
export async function refuseUnregistered(tx: Tx, manifest: Manifest): Promise<void> {
  const { source, zone } = manifest
  if (!(await tx.source.findUnique({ where: { id: source.id } }))) throw invalid('source_unknown')
  const { id, version } = zone
  const row = await tx.zoneVersion.findUnique({ where: { id_version: { id, version } } })
  if (!row) throw invalid('zone_unknown', { id, version })
  if (row.sourceId !== source.id) throw invalid('zone_of_another_source', { id, source: source.id })
  await refuseOtherRule(tx, manifest)
}

/** All parts of a finding come from one worker. */
export async function refuseOtherKey(tx: Tx, { findingId, chain: { keyId } }: Manifest): Promise<void> {
  const other = await tx.dossier.findFirst({ where: { findingId, keyId: { not: keyId } } })
  if (other) throw invalid('key_of_another', { keyId })
}

/**
 * What speaks against the pictures besides what their worker said: what it left out of its own facts, and that the source
 * is not in use here under the approval it names. Whether it once was is not known here: then it is a clue.
 */
export async function reasonsHere(tx: Tx, manifest: Manifest): Promise<readonly ClueReason[]> {
  const reasons = unnamedReasons(manifest)
  const { id, approval } = manifest.source
  if (approval.state !== 'in_use') return reasons
  const here = await tx.source.findUnique({ where: { id } })
  const isInUse = here?.approvalState === 'in_use' && here.approvalRevision === approval.revision
  return isInUse ? reasons : [...reasons, 'source_not_in_use']
}
