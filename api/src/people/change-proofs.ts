import type { z } from 'zod'
import type { changePersonSchema } from '../../contract/people.ts'
import type { NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { forgetFactor } from '../second-factor/forget.ts'

/** How long an account of the sign-in provider may be bound after it was allowed. */
const bindMs = 72 * 3_600_000

type ProofChange = Pick<z.output<typeof changePersonSchema>, 'resetsFactor' | 'provider'>

/** An account at the provider comes in as nobody until it is allowed; allowed anew, the one that was bound is let go. */
async function changeProvider(tx: Tx, personId: string, until: Date | null): Promise<void> {
  await tx.personIdentity.deleteMany({ where: { personId } })
  if (until) await tx.personIdentity.create({ data: { personId, allowedTo: until } })
}

/** By what else than a password a person proves who they are. Answers what the trail is to say. */
export async function changeProofs(
  tx: Tx,
  { id, change, at, actor }: { id: string; change: ProofChange; at: number; actor: string },
): Promise<NewAuditEntry[]> {
  const entry = (action: NewAuditEntry['action'], facts: NewAuditEntry['facts'] = {}): NewAuditEntry => ({
    at,
    actor,
    action,
    subject: `person/${id}`,
    facts,
  })
  const entries: NewAuditEntry[] = []
  if (change.resetsFactor) {
    await forgetFactor(tx, id)
    entries.push(entry('person.factor_reset'))
  }
  if (change.provider === 'forget') {
    await changeProvider(tx, id, null)
    entries.push(entry('person.provider_forgotten'))
  }
  if (change.provider === 'allow') {
    await changeProvider(tx, id, new Date(at + bindMs))
    entries.push(entry('person.provider_allowed', { takeUntil: at + bindMs }))
  }
  return entries
}
