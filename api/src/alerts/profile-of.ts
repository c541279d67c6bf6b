import { judgedProfileSchema, type JudgedProfile } from '../../contract/profile.ts'
import type { Database, Tx } from '../database/client.ts'

/** What the pictures of a finding were found to be when their recording arrived; null: it has not, or nobody asked then. */
export async function profileOf(db: Database | Tx, findingId: string): Promise<JudgedProfile | null> {
  const row = await db.dossier.findFirst({
    where: { findingId, stage: 'confirmed', part: { not: 'first' } },
    select: { profile: true },
  })
  return judgedProfileSchema.nullable().parse(row?.profile ?? null)
}
