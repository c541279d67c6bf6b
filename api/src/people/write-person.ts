import type { z } from 'zod'
import type { changePersonSchema, newPersonSchema } from '../../contract/people.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { certificateColumns, refuseOddTerm } from './certificate.ts'
import { refuseLastAdministrator } from './last-administrator.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { toPerson, type PersonView } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>

/** How long a password that somebody else set may be used to sign in and set an own one. */
const oneTimeMs = 72 * 3_600_000

const dueBy = (now: number): Date => new Date(now + oneTimeMs)

/**
 * Registers a person; `name_taken` when the account exists, `certificate_taken` when the number does. A password that
 * another person sets is a one-time one; what the machine's own command makes (`system`) is seen by nobody else.
 */
export async function createPerson(
  { db, now, newId }: World,
  person: z.output<typeof newPersonSchema>,
  actor: string,
): Promise<PersonView> {
  refuseWeakPassword(person.password, person.account)
  refuseOddTerm(person.certificate, now())
  const { account, name, role, certificate } = person
  const id = newId()
  const passwordHash = await hashPassword(person.password)
  const stamps = { createdAt: new Date(now()), ...certificateColumns(certificate) }
  const passwordDueBy = actor === 'system' ? null : dueBy(now())
  try {
    return await db.$transaction(async (tx) => {
      const row = await tx.person.create({
        data: { id, account, name, role, passwordHash, passwordDueBy, ...stamps },
      })
      const facts = { account, role, certificate: certificate?.number ?? null }
      await appendAudit(tx, [{ at: now(), actor, action: 'person.created', subject: `person/${id}`, facts }])
      return toPerson(row)
    })
  } catch (error) {
    throw takenOf(error, { account, certificate })
  }
}

/** Which of the two unique facts was taken: looked at by name, since either may be. */
function takenOf(
  error: unknown,
  of: { account: string; certificate: { number: string } | null | undefined },
): unknown {
  if (!isUniqueConflict(error)) return error
  const isCertificate = JSON.stringify((error as { meta?: unknown }).meta ?? {}).includes('certificate')
  return isCertificate
    ? new Refusal('certificate_taken', { number: of.certificate?.number ?? '' })
    : new Refusal('name_taken', { account: of.account })
}

type Change = z.output<typeof changePersonSchema>

const changedColumns = ({ name, active, certificate }: Change, secret: object) => ({
  version: { increment: 1 },
  ...(name === undefined ? {} : { name }),
  ...(active === undefined ? {} : { active }),
  ...(certificate === undefined ? {} : certificateColumns(certificate)),
  ...secret,
})

/** Changes a person as read in `version`. A new password, and leaving service, end all of that person's sessions; a new password is a one-time one, and lifts a lock. */
export async function changePerson(
  { db, now }: World,
  { id, change }: { id: string; change: Change },
  actor: string,
): Promise<PersonView> {
  const known = found(await db.person.findUnique({ where: { id } }), 'person')
  if (change.password !== undefined) refuseWeakPassword(change.password, known.account)
  if (change.certificate !== undefined) refuseOddTerm(change.certificate, now())
  const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password)
  const pastPasswords = [known.passwordHash, ...known.pastPasswords].slice(0, 5)
  const secret =
    passwordHash === undefined ? {} : { passwordHash, passwordDueBy: dueBy(now()), pastPasswords }
  const changed = db.$transaction(async (tx) => {
    if (change.active === false) await refuseLastAdministrator(tx, id)
    await tx.$queryRaw`SELECT id FROM person WHERE id = ${id} FOR UPDATE`
    const before = toPerson(await tx.person.findUniqueOrThrow({ where: { id } }))
    if (before.version !== change.version) throw new Refusal('changed_meanwhile', { version: before.version })
    const row = await tx.person.update({
      where: { id },
      data: changedColumns(change, secret),
    })
    const endsSessions = passwordHash !== undefined || change.active === false
    if (endsSessions) await tx.session.deleteMany({ where: { personId: id } })
    if (passwordHash !== undefined) await tx.signInFailure.deleteMany({ where: { account: row.account } })
    const after = toPerson(row)
    const facts = {
      from: { name: before.name, active: before.active, certificate: before.certificate },
      to: { name: after.name, active: after.active, certificate: after.certificate },
      password: passwordHash !== undefined,
    }
    await appendAudit(tx, [{ at: now(), actor, action: 'person.changed', subject: `person/${id}`, facts }])
    return after
  })
  return changed.catch((error: unknown) => {
    throw takenOf(error, { account: known.account, certificate: change.certificate })
  })
}
