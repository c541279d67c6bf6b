import { z } from 'zod'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import type { Person as PersonRow } from '../generated/client.ts'

/** Who came, as the provider says. */
export interface Came {
  readonly issuer: string
  readonly subject: string
  /** The claim that names the account here; null: it is not there. */
  readonly account: string | null
  /** Whether the provider saw a second factor, of the kinds that this site takes for one. */
  readonly gaveFactor: boolean
}

const claimsSchema = z.object({
  amr: z.array(z.string()).optional().catch(undefined),
  acr: z.string().optional().catch(undefined),
})

/** Whether the claims name one of the factors that are taken. */
export function isFactorAmong(factors: readonly string[], claims: unknown): boolean {
  const { amr = [], acr } = claimsSchema.parse(claims)
  return factors.some((one) => amr.includes(one) || acr === one)
}

async function boundTo({ db }: Pick<Deps, 'db'>, { issuer, subject }: Came): Promise<PersonRow | null> {
  const row = await db.personIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    include: { person: true },
  })
  return row?.person ?? null
}

/** Binds the provider's account to the one that its claim names, where that was allowed and nobody came first. */
async function bind(
  world: Pick<Deps, 'db' | 'now'>,
  { issuer, subject, account }: Came,
): Promise<PersonRow | null> {
  const person =
    account && (await world.db.person.findUnique({ where: { account: account.trim().toLowerCase() } }))
  if (!person || !person.active) return null
  const at = world.now()
  const binding = world.db.$transaction(async (tx) => {
    const isOpen = { personId: person.id, subject: null, allowedTo: { gt: new Date(at) } }
    const data = { issuer, subject, boundAt: new Date(at), allowedTo: null }
    const { count } = await tx.personIdentity.updateMany({ where: isOpen, data })
    if (count === 0) return null
    const entry = {
      at,
      actor: person.id,
      subject: `person/${person.id}`,
      facts: { issuer, providerSubject: subject },
    }
    await appendAudit(tx, [{ ...entry, action: 'person.provider_bound' }])
    return person
  })
  return binding.catch((error: unknown) => {
    if (isUniqueConflict(error)) return null
    throw error
  })
}

/**
 * Who that is here; null: nobody that may come in, whatever the reason. Known by issuer and subject alone: what the provider
 * calls an account counts once, where an administrator allowed it, so that who is renamed there becomes nobody else here.
 */
export async function personOf(world: Pick<Deps, 'db' | 'now'>, came: Came): Promise<PersonRow | null> {
  const person = (await boundTo(world, came)) ?? (await bind(world, came))
  return person?.active ? person : null
}
