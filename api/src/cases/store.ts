import type { z } from 'zod'
import type { caseSchema } from '../../contract/cases.ts'
import type { Prisma } from '../generated/client.ts'

export const caseInclude = {
  alert: {
    include: {
      reviews: {
        where: { verdict: 'confirm' },
        orderBy: { at: 'asc' },
        include: { officer: { select: { id: true, name: true } } },
      },
    },
  },
} satisfies Prisma.CaseInclude
export type CaseRow = Prisma.CaseGetPayload<{ include: typeof caseInclude }>

/** A case with what its alert knows: what began as a clue stays marked as one. */
export const toCase = ({ alert, ...row }: CaseRow): z.input<typeof caseSchema> => ({
  id: row.id,
  number: row.number,
  alertId: row.alertId,
  kind: alert.kind,
  standing: alert.standing,
  status: 'filed',
  plate: row.plate,
  sourceName: alert.sourceName,
  place: alert.place,
  openedAt: alert.openedAt.getTime(),
  confirmedAt: alert.confirmedAt.getTime(),
  filedAt: row.filedAt.getTime(),
  officers: alert.reviews.map((review) => review.officer),
})
