import type { z } from 'zod'
import { confirmedAtOf } from '../alerts/confirmed-at.ts'
import type { CaseMatter, caseMatterSchema } from '../../contract/case-matter.ts'
import { limitationOf } from '../../law/limitation.ts'
import { gapsOf, type MatterJudgement } from '../../law/matter-guards.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import type { FullMatterFacts } from './matter-facts.ts'
import { toPartyKey } from './on-record.ts'
import type { LockedAlert } from './review-facts.ts'

type View = z.input<typeof caseMatterSchema>

/** The ledger as it is shown: whom it is about stands elsewhere. */
export const toLedger = ({
  since,
  isNobody,
  reminders,
  acts,
}: FullMatterFacts['ledger']): View['ledger'] => ({
  since,
  isNobody,
  reminders: reminders.map(({ alertId, at, isObeyed }) => ({ alertId, at, isObeyed })),
  acts: acts.map(({ number, at, status }) => ({ number, at, status })),
})

export const endOfAct = ({ closedAt, confirmedAt }: Pick<LockedAlert, 'closedAt' | 'confirmedAt'>): number =>
  (closedAt ?? confirmedAtOf({ confirmedAt })).getTime()

function matterOf({ named }: FullMatterFacts): View['matter'] {
  if (named === null) return null
  const { code, name, violates, penalty, documentNumber, fromDay, toDay } = named.content
  return { id: named.id, code, name, violates, penalty, documentNumber, fromDay, toDay }
}

function firstOf({ law }: FullMatterFacts, { first }: MatterJudgement): View['first'] {
  if (first === null) return null
  const cited = law.leniency.filter(({ id }) => first.cites.includes(id))
  return {
    answer: first.answer,
    reason: first.reason,
    party: first.party,
    cites: cited.map(({ content: { list, code, condition, basis } }) => ({ list, code, condition, basis })),
  }
}

/** What was said of the matter, with all of it as it stands at this moment. */
export function toCaseMatter(facts: FullMatterFacts, said: MatterJudgement, alert: LockedAlert): View {
  const tier = said.tier && facts.named?.content.tiers[said.tier.no]
  return {
    matter: matterOf(facts),
    lawReason: said.lawReason,
    tier: tier && said.tier ? { ...tier, facts: said.tier.facts } : null,
    authority: structuredClone(facts.authority) as View['authority'],
    first: firstOf(facts, said),
    ledger: toLedger(facts.ledger),
    gaps: gapsOf(facts, said),
    asksMore: facts.byMatter,
    limitedTo: limitationOf(endOfAct(alert)),
  }
}

/** Keeps what a review said of the matter. */
export async function recordMatter(tx: Tx, reviewId: string, view: View): Promise<void> {
  const content = view as unknown as Prisma.InputJsonObject
  const { matter, first } = view
  const row = {
    reviewId,
    entryId: matter?.id ?? null,
    matterCode: matter?.code ?? null,
    party: toPartyKey(first?.party ?? null),
  }
  await tx.reviewMatter.create({ data: { ...row, content } })
}

/** What of it is put into the trail: which matter, which answer, what was left open; no free words. */
export const matterAudit = ({ matter, first, gaps }: View | CaseMatter): Record<string, unknown> => ({
  ...(matter ? { matterCode: matter.code } : {}),
  ...(first ? { firstAnswer: first.answer } : {}),
  ...(gaps.length > 0 ? { gaps: [...gaps] } : {}),
})
