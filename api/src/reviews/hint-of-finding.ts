import { manifestSchema } from '../../contract/dossier.ts'
import { hintOf, type HintReason } from '../../law/standing.ts'
import type { Tx } from '../database/client.ts'

/** What kind of hint any sealed stage of a finding is; null: models told all of them. */
export async function hintOfFinding(tx: Tx, findingId: string): Promise<HintReason | null> {
  const dossiers = await tx.dossier.findMany({ where: { findingId }, select: { manifest: true } })
  const hints = dossiers.map(({ manifest }) => hintOf(manifestSchema.parse(JSON.parse(manifest)).network))
  return hints.find((hint) => hint !== null) ?? null
}
