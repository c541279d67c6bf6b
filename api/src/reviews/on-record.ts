import type { ViolationKind } from '@sightline/detectors/finding'
import type { EarlierAct, Reminded, Subject } from '../../law/first-violation.ts'
import { provenEnds } from '../../law/one-stay.ts'
import { normalPlate } from '../../law/plate.ts'
import { newestMove, statusOf } from '../alerts/last-case.ts'
import { wasWarned } from '../alerts/warned.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach, reachesUnit } from '../database/reach.ts'
import { Prisma } from '../generated/client.ts'

/** A name as it is looked for. */
export const toPartyKey = (party: string | null): string | null => {
  const plain = (party ?? '').normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  return plain === '' ? null : plain
}

/** The number of a case that who asks does not reach. */
const elsewhere = '—'

interface OfAct extends Subject {
  readonly alertId: string
  readonly kind: ViolationKind
  readonly from: Date
  readonly until: Date
}

/** Acts of which a case was proposed, of this plate or of whom an officer named so. */
async function actsOf(tx: Tx, { alertId, kind, plate, party, from, until }: OfAct): Promise<EarlierAct[]> {
  const key = toPartyKey(party)
  const named = { alert: { reviews: { some: { matter: { party: key } } } } }
  const subjects = [...(plate === null ? [] : [{ plate }]), ...(key === null ? [] : [named])]
  if (subjects.length === 0) return []
  const rows = await beyondReach(() =>
    tx.case.findMany({
      where: {
        alertId: { not: alertId },
        OR: subjects,
        alert: { kind, openedAt: { gte: from, lt: until } },
      },
      select: {
        number: true,
        plate: true,
        round: true,
        moves: newestMove,
        alert: {
          select: {
            openedAt: true,
            unitId: true,
            reviews: { select: { round: true, matter: { select: { matterCode: true, party: true } } } },
          },
        },
      },
      orderBy: { proposedAt: 'asc' },
    }),
  )
  return rows.map((row) => {
    const said = row.alert.reviews.filter(({ round }) => round === row.round).map(({ matter }) => matter)
    const isNamed = key !== null && said.some((one) => one?.party === key)
    return {
      number: reachesUnit(row.alert.unitId) ? row.number : elsewhere,
      at: row.alert.openedAt.getTime(),
      status: statusOf(row),
      matterCode: said.find((one) => one?.matterCode)?.matterCode ?? null,
      plate: normalPlate(row.plate),
      party: isNamed ? party : null,
    }
  })
}

interface RemindedRow {
  readonly id: string
  readonly unit_id: string
  readonly opened_at: Date
  readonly obeyed: boolean
}

/**
 * What was said to the same vehicle without a case: the plate that an officer typed, or that the machine read beyond doubt
 * where nobody typed one. Who left or put it right in time obeyed; who did so before it was confirmed and was not warned was
 * observed, and no more.
 */
async function remindersOf(tx: Tx, { alertId, kind, plate, from, until }: OfAct): Promise<Reminded[]> {
  if (plate === null) return []
  const rows = await tx.$queryRaw<RemindedRow[]>`
    WITH of_plate AS (
      SELECT r.alert_id AS id FROM review r WHERE r.plate = ${plate}
      UNION
      SELECT b.id FROM dossier d JOIN alert b ON b.finding_id = d.finding_id
      WHERE d.stage = 'confirmed' AND (d.manifest::jsonb) #>> '{plate,text}' = ${plate}
        AND (d.manifest::jsonb) #>> '{plate,verdict}' = 'legible'
        AND NOT EXISTS (SELECT 1 FROM review r WHERE r.alert_id = b.id AND r.plate IS NOT NULL))
    SELECT a.id, a.unit_id, a.opened_at, COALESCE(a.dismiss_reason::text IN ('left_by_itself', 'minor_corrected'), FALSE)
        OR (a.status = 'unconfirmed' AND a.close_reason IN (${Prisma.join(provenEnds)})) AS obeyed
    FROM alert a JOIN of_plate ON of_plate.id = a.id
    WHERE a.kind = ${kind}::"ViolationKind" AND a.id <> ${alertId} AND a.status <> 'opened' AND a.opened_at >= ${from} AND a.opened_at < ${until}
      AND (a.dismiss_reason::text IN ('left_by_itself', 'minor_corrected') OR ${wasWarned(null)})
    ORDER BY a.opened_at`
  return rows.map((row) => ({
    alertId: reachesUnit(row.unit_id) ? row.id : null,
    at: row.opened_at.getTime(),
    isObeyed: row.obeyed,
    plate,
    party: null,
  }))
}

/**
 * All that is on record of a vehicle or a party before an act, of its kind; `ledgerOf` says what of it counts. In the whole
 * agency: who did it before in the next town did it before (行政处罚法 art. 33). What is elsewhere is counted, and not named.
 */
export const onRecord = async (
  tx: Tx,
  of: OfAct,
): Promise<{ readonly acts: EarlierAct[]; readonly reminders: Reminded[] }> => ({
  acts: await actsOf(tx, of),
  reminders: await remindersOf(tx, of),
})
