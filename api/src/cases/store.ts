import type { z } from 'zod'
import { confirmedAtOf } from '../alerts/confirmed-at.ts'
import type { caseSchema } from '../../contract/cases.ts'
import type { CaseState } from '../../law/case-moves.ts'
import { matterOf } from '../alerts/store.ts'
import type { Prisma } from '../generated/client.ts'

const who = { select: { id: true, name: true } } as const

export const caseInclude = {
  moves: { orderBy: { version: 'asc' }, include: { by: who } },
  alert: {
    include: {
      reviews: {
        where: { verdict: 'confirm' },
        orderBy: { at: 'asc' },
        include: { officer: who, matter: true },
      },
    },
  },
} satisfies Prisma.CaseInclude
export type CaseRow = Prisma.CaseGetPayload<{ include: typeof caseInclude }>
type MoveRow = CaseRow['moves'][number]

export function stateOf({ moves }: Pick<CaseRow, 'moves'>): CaseState {
  const newest = moves.at(-1)
  return {
    status: newest?.status ?? 'proposed',
    version: newest?.version ?? 1,
    filedBy: newest?.filedBy ?? null,
  }
}

/** The package as it was filed or handed over; undefined: it still grows. */
export const frozenOf = ({ moves }: Pick<CaseRow, 'moves'>) =>
  moves.find((move) => move.packageSha256 !== null)

const toHandOver = ({ receiver, documentNumber, at, by }: MoveRow) => ({
  receiver: receiver ?? '',
  documentNumber: documentNumber ?? '',
  at: at.getTime(),
  by,
})

/** Without what somebody may not read who is to type its plate blind. */
export const withheld = (view: z.input<typeof caseSchema>): z.input<typeof caseSchema> => ({
  ...view,
  plate: null,
  note: '',
  matter: null,
})

/** A case with what its alert knows: what began as a clue stays marked as one. */
export function toCase(row: CaseRow): z.input<typeof caseSchema> {
  const { alert, moves } = row
  const { status, version } = stateOf(row)
  const filed = moves.find((move) => move.filedNumber !== null)
  const handOver = moves.find((move) => move.action === 'hand_over')
  const ofRound = alert.reviews.filter(({ round }) => round === row.round)
  return {
    id: row.id,
    number: row.number,
    alertId: row.alertId,
    kind: alert.kind,
    standing: alert.standing,
    status,
    version,
    round: row.round,
    plate: row.plate,
    sourceName: alert.sourceName,
    place: alert.place,
    unitId: alert.unitId,
    openedAt: alert.openedAt.getTime(),
    confirmedAt: confirmedAtOf(alert).getTime(),
    proposedAt: row.proposedAt.getTime(),
    filedNumber: filed?.filedNumber ?? null,
    filedAt: filed?.at.getTime() ?? null,
    endReason: moves.at(-1)?.reason ?? null,
    note: moves.at(-1)?.note ?? '',
    handOver: handOver ? toHandOver(handOver) : null,
    packageSha256: frozenOf(row)?.packageSha256 ?? null,
    officers: ofRound.map((review) => review.officer),
    matter: matterOf(ofRound.at(-1)?.matter ?? null),
    authorityBasis: filed?.authorityBasis ?? null,
  }
}
