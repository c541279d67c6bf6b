import type { ViolationKind } from '@sightline/detectors/finding'
import { lawOf } from '../../law/kinds.ts'
import type { NewAuditEntry } from '../audit/append.ts'
import type { Manifest } from '../../contract/dossier.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { dayOf } from '../../law/calendar.ts'
import type { Stay } from '../../law/cover.ts'
import { permitHits } from './hits.ts'
import { toRecord, versionInclude } from './store.ts'

const dayMs = 86_400_000

/**
 * The permits that covered a zone during a stay, for a kind of violation that a permit may allow (R62); by the register as
 * it is now and as it was then. Nothing of the machine's reading goes in: nobody learns a plate by it.
 */
export async function permitsAt(tx: Tx, about: { kind: ViolationKind; zoneId: string } & Stay) {
  const { zoneId, from, to } = about
  const kinds = lawOf(about.kind).permits
  if (kinds.length === 0) return []
  const [first, last] = [dayOf(from - dayMs), dayOf(to)]
  const covering = await beyondReach(() =>
    tx.permitVersion.findMany({
      where: { zones: { some: { zoneId } }, fromDay: { lte: last }, toDay: { gte: first } },
      select: { id: true },
      distinct: ['id'],
    }),
  )
  const versions = await beyondReach(() =>
    tx.permitVersion.findMany({
      where: { id: { in: covering.map((one) => one.id) } },
      include: versionInclude,
    }),
  )
  return permitHits(versions.map(toRecord), { zoneId, kinds, from, to })
}

/** The lookup at receiving time, as it is kept with the alert; none for kinds that no permit allows. */
export async function lookedUp(
  tx: Tx,
  { manifest, at }: { manifest: Manifest; at: number },
  alertId: string,
): Promise<NewAuditEntry[]> {
  const { kind, zone, finding } = manifest
  if (lawOf(kind).permits.length === 0) return []
  const stay = { from: finding.openedAt, to: finding.at }
  const hits = await permitsAt(tx, { kind, zoneId: zone.id, ...stay })
  const permits = hits.map(({ id, version, number, cover }) => ({ id, version, number, cover }))
  const subject = `alert/${alertId}`
  return [{ at, actor: 'system', action: 'permit.looked_up', subject, facts: { ...stay, permits } }]
}

interface AlertTimes {
  readonly findingId: string
  readonly kind: ViolationKind
  readonly openedAt: Date
  readonly confirmedAt: Date | null
  readonly closedAt: Date | null
}
/** The permits of an alert's zone over the stay that it accuses of, from its opening to its confirmation, or its end before that. */
export async function permitsOfAlert(tx: Tx, { findingId, kind, openedAt, ...ends }: AlertTimes) {
  const { zoneId } = await tx.finding.findUniqueOrThrow({ where: { id: findingId } })
  const to = ends.confirmedAt ?? ends.closedAt ?? openedAt
  return permitsAt(tx, { kind, zoneId, from: openedAt.getTime(), to: to.getTime() })
}
