import { manifestSchema } from '../../contract/dossier.ts'
import { clueReasons, type ClueReason } from '../../law/standing.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'

/** What speaks against the pictures by which a finding was confirmed, as it was sealed and as was found here besides. */
export async function clueReasonsOf(tx: Tx, findingId: string): Promise<ClueReason[]> {
  const dossiers = await tx.dossier.findMany({
    where: { findingId, stage: 'confirmed' },
    select: { manifest: true, clueReasons: true },
  })
  const said: readonly string[] = dossiers.flatMap(({ manifest, clueReasons: here }) => [
    ...manifestSchema.parse(JSON.parse(manifest)).clueReasons,
    ...here,
  ])
  return clueReasons.filter((reason) => said.includes(reason))
}

/** How long a worker may take to hear of another zone, ms. */
const heardMs = 60_000

/** Whether the zone that a finding was judged by had given way to another version before it opened. */
export async function isZoneReplaced(tx: Tx, findingId: string): Promise<boolean> {
  const {
    zoneId: id,
    zoneVersion,
    openedAt,
  } = await tx.finding.findUniqueOrThrow({ where: { id: findingId } })
  const later = await beyondReach(() =>
    tx.zoneVersion.findFirst({
      where: {
        id,
        version: { gt: zoneVersion },
        createdAt: { lt: new Date(openedAt.getTime() - heardMs) },
      },
    }),
  )
  return later !== null
}
