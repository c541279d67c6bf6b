import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import type { StepView } from '../steps/store.ts'
import { reasonNames } from './content/words.ts'
import type { Material, Named } from './material.ts'

/** An alert with what people decided about it, and the documents made of it. */
export const alertInclude = {
  filedCase: true,
  reviews: { orderBy: { at: 'asc' }, include: { officer: { select: { id: true, name: true } } } },
  documents: { orderBy: { madeAt: 'asc' } },
} satisfies Prisma.AlertInclude
export type AlertRow = Prisma.AlertGetPayload<{ include: typeof alertInclude }>

type Certificates = ReadonlyMap<string, string | null>

/** Who recorded steps, with the certificates that they hold. */
export async function certificatesOf(db: Tx, steps: readonly StepView[]): Promise<Certificates> {
  const ids = [...new Set(steps.map(({ recordedBy }) => recordedBy.id))]
  const people = await db.person.findMany({ where: { id: { in: ids } } })
  return new Map(people.map(({ id, certificateNumber }) => [id, certificateNumber]))
}

const named = ({ recordedBy }: StepView, certificates: Certificates): Named => ({
  name: recordedBy.name,
  certificate: certificates.get(recordedBy.id) ?? null,
})

/** What people did there, as it stands: of steps that were taken back, and of those at the place before, nothing. */
export function fromSteps(steps: readonly StepView[], certificates: Certificates) {
  const standing = steps.filter(({ undone, origin }) => undone === null && origin !== 'place')
  const inspections = standing.filter(({ kind }) => kind === 'inspection')
  const order = standing.findLast(({ kind }) => kind === 'order')
  return {
    inspections: inspections.map((step) => ({
      at: step.at,
      doneBy: step.doneBy,
      recordedBy: named(step, certificates),
      text: step.text,
    })),
    order:
      order && order.documentNumber !== null && order.dueAt !== null
        ? {
            at: order.at,
            number: order.documentNumber,
            dueAt: order.dueAt,
            text: order.text,
            recordedBy: named(order, certificates),
          }
        : null,
  }
}

/** Where the matter stands: two agreed, or it was rejected with a reason. */
export function outcomeOf({
  filedCase,
  reviews,
  status,
}: AlertRow): Pick<Material, 'proposed' | 'filed' | 'notFiled' | 'transfer'> {
  const rejected = status === 'rejected' ? reviews.findLast(({ verdict }) => verdict === 'reject') : undefined
  const words = rejected?.reason ? reasonNames[rejected.reason] : ''
  return {
    proposed: filedCase && { number: filedCase.number, at: filedCase.filedAt.getTime() },
    filed: null,
    notFiled: rejected
      ? { reason: [words, rejected.note].filter((text) => text !== '').join('。'), at: rejected.at.getTime() }
      : null,
    transfer: null,
  }
}

/** Those made before, without the ones that were replaced. */
export const documentRows = ({ documents }: AlertRow): Material['documents'] =>
  documents
    .filter((one, i) => documents.findLastIndex(({ kind }) => kind === one.kind) === i)
    .map(({ kind, number, pages, madeAt }) => ({ kind, number, pages, madeAt: madeAt.getTime() }))

/** A review as it is printed. */
export const judged = ({
  officer,
  certificateNumber,
  verdict,
  at,
  reason,
  note,
}: AlertRow['reviews'][number]) => ({
  officer: { name: officer.name, certificate: certificateNumber },
  verdict,
  at: at.getTime(),
  reason,
  note,
})
