import { manifestSchema } from '../../contract/dossier.ts'
import type { Tx } from '../database/client.ts'

/** The plate that the machine read beyond doubt when the finding was confirmed; null where it did not. */
export async function machinePlateOf(tx: Tx, findingId: string): Promise<string | null> {
  const { manifest } = await tx.dossier.findFirstOrThrow({
    where: { findingId, stage: 'confirmed', part: { not: 'first' } },
  })
  const { plate } = manifestSchema.parse(JSON.parse(manifest))
  return plate?.verdict === 'legible' ? plate.text : null
}
