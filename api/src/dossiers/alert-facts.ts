import type { Tx } from '../database/client.ts'
import { standingNow, type Arrival } from './store-dossier.ts'

/** What an alert takes over from the manifest of the stage by which it stands. */
export async function alertFacts(tx: Tx, arrival: Arrival) {
  const { manifest, at } = arrival
  const { findingId, kind, finding, source, zone, network } = manifest
  const { unitId } = await tx.finding.findUniqueOrThrow({ where: { id: findingId } })
  return {
    findingId,
    kind,
    fault: finding.fault ?? null,
    sourceId: source.id,
    sourceName: source.name,
    place: source.place,
    unitId,
    zoneName: zone.name,
    standing: standingNow(arrival),
    modelName: network?.name ?? null,
    modelSha256: network?.sha256 ?? null,
    openedAt: new Date(finding.openedAt),
    arrivedAt: new Date(at),
    limitFrom: new Date(at),
  }
}
