import type { Tx } from '../database/client.ts'
import { remindAtOpening } from '../reminders/at-opening.ts'
import type { Arrival } from './store-dossier.ts'

/** Where its source and its phrase are meant so, whoever is there is told at once. */
export async function remindOpened(tx: Tx, { manifest, at, newId }: Arrival): Promise<void> {
  const { findingId, kind, source, finding } = manifest
  const { unitId } = await tx.finding.findUniqueOrThrow({ where: { id: findingId } })
  const of = { findingId, kind, sourceId: source.id, unitId, openedAt: finding.openedAt }
  await remindAtOpening(tx, { ...of, now: at, newId })
}
