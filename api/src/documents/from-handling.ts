import { notFiledReasons, openStatuses } from '../../law/statuses.ts'
import { newestCase, statusOf } from '../alerts/last-case.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import type { Prisma } from '../generated/client.ts'
import type { StepView } from '../steps/store.ts'
import { reasonNames } from './content/words.ts'
import type { Brought, Material, Named } from './material.ts'

/** An alert with what people decided about it, and the documents made of it. */
export const alertInclude = {
  cases: {
    orderBy: newestCase,
    take: 1,
    include: { moves: { orderBy: { version: 'asc' } } },
  },
  reviews: {
    orderBy: { at: 'asc' },
    include: { officer: { select: { id: true, name: true } }, matter: true },
  },
  documents: { orderBy: { madeAt: 'asc' } },
} satisfies Prisma.AlertInclude
export type AlertRow = Prisma.AlertGetPayload<{ include: typeof alertInclude }>

type Certificates = ReadonlyMap<string, string | null>

/** Who recorded steps, with the certificates that they hold. */
export async function certificatesOf(db: Tx, steps: readonly StepView[]): Promise<Certificates> {
  const ids = [...new Set(steps.map(({ recordedBy }) => recordedBy.id))]
  const people = await beyondReach(() => db.person.findMany({ where: { id: { in: ids } } }))
  return new Map(people.map(({ id, certificateNumber }) => [id, certificateNumber]))
}

const named = ({ recordedBy }: StepView, certificates: Certificates): Named => ({
  name: recordedBy.name,
  certificate: certificates.get(recordedBy.id) ?? null,
})

/** Each file once, in the order of arrival. */
function filesOf(steps: readonly StepView[]): Brought[] {
  const files = new Map(steps.flatMap(({ site }) => site?.files ?? []).map((file) => [file.id, file]))
  return [...files.values()]
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt)
    .map(({ kind, arrivedAt, told, bytes, sha256, sm3 }) => {
      return { kind, arrivedAt, toldAt: told.takenAt, bytes, sha256, sm3 }
    })
}

function ofSite(step: StepView) {
  const { site } = step
  const { lat, lon } = site?.position ?? {}
  return {
    second: site?.secondOfficer ?? null,
    personsPresent: site?.personsPresent ?? '',
    position: lat === undefined || lon === undefined ? null : { lat, lon },
    noPictureReason: site?.noPictureReason ?? '',
    files: filesOf([step]),
  }
}

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
      ...ofSite(step),
    })),
    brought: filesOf(standing),
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

type Outcome = Pick<Material, 'proposed' | 'filed' | 'notFiled' | 'transfer'>
const sentence = (...parts: readonly string[]): string => parts.filter((text) => text !== '').join('。')

/** The case that stands of an alert; what was sent back is none. */
export const caseOf = ({ cases: [newest] }: Pick<AlertRow, 'cases'>) =>
  newest && statusOf({ moves: newest.moves.slice(-1) }) !== 'returned' ? newest : null

/** The reviews that count: of the present round. */
export const ofRound = ({ reviews, round }: AlertRow): AlertRow['reviews'] =>
  reviews.filter((review) => review.round === round)

function ofCase(one: NonNullable<ReturnType<typeof caseOf>>): Outcome {
  const { number, proposedAt, moves } = one
  const filed = moves.find((move) => move.filedNumber !== null)
  const refused = moves.find((move) => move.status === 'not_filed')
  const sent = moves.find((move) => move.action === 'hand_over')
  const why = notFiledReasons.find((reason) => reason === refused?.reason)
  return {
    proposed: { number, at: proposedAt.getTime() },
    filed: filed ? { number: filed.filedNumber ?? '', at: filed.at.getTime() } : null,
    notFiled: refused
      ? { reason: sentence(why ? reasonNames[why] : '', refused.note), at: refused.at.getTime() }
      : null,
    transfer: sent
      ? {
          receiver: sent.receiver ?? '',
          reason: sent.note === '' ? '经审核拟立案，移送办理' : sent.note,
          number: sent.documentNumber,
        }
      : null,
  }
}

/** Where the matter stands: a case was proposed of it, or an officer ended it for a reason. */
export function outcomeOf(alert: AlertRow): Outcome {
  const standing = caseOf(alert)
  if (standing) return ofCase(standing)
  const isOpen = openStatuses.includes(alert.status)
  const ended = isOpen ? undefined : ofRound(alert).findLast(({ verdict }) => verdict === 'reject')
  const words = ended?.reason ? reasonNames[ended.reason] : ''
  const isTransfer = alert.status === 'transferred'
  return {
    proposed: null,
    filed: null,
    notFiled: ended && !isTransfer ? { reason: sentence(words, ended.note), at: ended.at.getTime() } : null,
    transfer: ended && isTransfer ? { receiver: ended.note, reason: words, number: null } : null,
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
