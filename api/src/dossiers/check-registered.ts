import type { Manifest } from '../../contract/dossier.ts'
import type { JudgedProfile } from '../../contract/profile.ts'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import type { Tx } from '../database/client.ts'
import { toRule } from '../rules/store.ts'
import { deviceReasons } from '../../law/approval-history.ts'
import { approvalsOf } from '../approvals/store.ts'
import { found } from '../refusal.ts'
import { unnamedReasons } from './check-claims.ts'
import { invalid } from './invalid.ts'
import { profileReasons } from '../../law/profile.ts'
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

/** What speaks against pictures of this source as it stood here over the time of the claim, whatever it is now. */
async function reasonsOfDevice(tx: Tx, { source, finding }: Manifest): Promise<ClueReason[]> {
  const { id, approval } = source
  const { drawn: isDrawn } = found(await tx.source.findUnique({ where: { id } }), 'source')
  const { openedAt: from, at: to } = finding
  return deviceReasons(await approvalsOf(tx, id), { from, to, revision: approval.revision, isDrawn })
}

/**
 * What speaks against the pictures besides what their worker said: what it left out of its own facts, how the approval of its
 * source stood when they were taken, as it is recorded here, and what they lack of the profile of their kind. What was suspended
 * since is evidence as it was then.
 */
export async function reasonsHere(
  tx: Tx,
  manifest: Manifest,
  profile: JudgedProfile | null,
): Promise<readonly ClueReason[]> {
  const lacking = profileReasons(profile?.points ?? [])
  const all = [...unnamedReasons(manifest), ...(await reasonsOfDevice(tx, manifest)), ...lacking]
  return [...new Set(all)].filter((reason) => !manifest.clueReasons.includes(reason))
}
