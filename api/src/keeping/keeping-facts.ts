import type { KeepingFacts } from '../../law/keeping.ts'
import { openStatuses } from '../../law/statuses.ts'
import { liveCaseStatuses } from '../../law/case-moves.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'

/** What people do; that somebody looked at an exhibit moves no term. */
const acts = ['alert.', 'review.', 'step.', 'case.'] as const

/** By the trail, which nobody dates back. Epoch ms; 0: nobody did anything. */
async function lastActOn(tx: Tx, subjects: readonly string[]): Promise<number> {
  const isAct = { OR: acts.map((startsWith) => ({ action: { startsWith } })) }
  const last = await tx.auditEntry.findFirst({
    where: { subject: { in: [...subjects] }, ...isAct },
    orderBy: { sequence: 'desc' },
  })
  return last?.at.getTime() ?? 0
}

const select = {
  kind: true,
  dossiers: { select: { receivedAt: true, sealedAt: true } },
  alert: {
    select: {
      id: true,
      status: true,
      cases: {
        orderBy: [{ proposedAt: 'desc' }, { number: 'desc' }],
        select: {
          id: true,
          proposedAt: true,
          moves: { orderBy: { version: 'desc' }, take: 1, select: { status: true } },
        },
      },
    },
  },
} satisfies Prisma.FindingSelect

/** What the keeping of a finding's exhibits is decided from, as it is now. */
export async function keepingFacts(tx: Tx, findingId: string): Promise<KeepingFacts> {
  const { kind, dossiers, alert } = await tx.finding.findUniqueOrThrow({ where: { id: findingId }, select })
  const cases = alert?.cases ?? []
  const [newest] = cases
  const subjects = [...(alert ? [`alert/${alert.id}`] : []), ...cases.map(({ id }) => `case/${id}`)]
  // By the worker's clock too: one of ours that had been set back makes nothing older than it is.
  const came = dossiers.flatMap(({ receivedAt, sealedAt }) => [receivedAt.getTime(), sealedAt.getTime()])
  return {
    kind,
    alert: alert && { isOpen: openStatuses.includes(alert.status) },
    case: newest
      ? {
          isLive: liveCaseStatuses.includes(newest.moves[0]?.status ?? 'proposed'),
          since: newest.proposedAt.getTime(),
        }
      : null,
    lastAt: Math.max(await lastActOn(tx, subjects), ...came),
  }
}
