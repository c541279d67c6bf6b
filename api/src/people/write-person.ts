import type { z } from 'zod'
import type { changePersonSchema, newPersonSchema } from '../../contract/people.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { toPerson, type PersonView } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>

const certificateColumns = (certificate: { number: string; validUntil: number } | null) => ({
  certificateNumber: certificate?.number ?? null,
  certificateUntil: certificate ? new Date(certificate.validUntil) : null,
})

/** Registers a person; `name_taken` when the account exists. */
export async function createPerson(
  { db, now, newId }: World,
  person: z.output<typeof newPersonSchema>,
  actor: string,
): Promise<PersonView> {
  refuseWeakPassword(person.password, person.account)
  const { account, name, role, certificate } = person
  const id = newId()
  const passwordHash = await hashPassword(person.password)
  const stamps = { createdAt: new Date(now()), ...certificateColumns(certificate) }
  try {
    return await db.$transaction(async (tx) => {
      const row = await tx.person.create({ data: { id, account, name, role, passwordHash, ...stamps } })
      const facts = { account, role, certificate: certificate?.number ?? null }
      await appendAudit(tx, [{ at: now(), actor, action: 'person.created', subject: `person/${id}`, facts }])
      return toPerson(row)
    })
  } catch (error) {
    if (isUniqueConflict(error)) throw new Refusal('name_taken', { account })
    throw error
  }
}

/** Changes a person. A new password, and leaving service, end all of that person's sessions. */
export async function changePerson(
  { db, now }: World,
  { id, change }: { id: string; change: z.output<typeof changePersonSchema> },
  actor: string,
): Promise<PersonView> {
  const known = found(await db.person.findUnique({ where: { id } }), 'person')
  if (change.password !== undefined) refuseWeakPassword(change.password, known.account)
  const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password)
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM person WHERE id = ${id} FOR UPDATE`
    const before = toPerson(await tx.person.findUniqueOrThrow({ where: { id } }))
    const row = await tx.person.update({
      where: { id },
      data: {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.active === undefined ? {} : { active: change.active }),
        ...(change.certificate === undefined ? {} : certificateColumns(change.certificate)),
        ...(passwordHash === undefined ? {} : { passwordHash }),
      },
    })
    const endsSessions = passwordHash !== undefined || change.active === false
    if (endsSessions) await tx.session.deleteMany({ where: { personId: id } })
    const after = toPerson(row)
    const facts = {
      from: { name: before.name, active: before.active, certificate: before.certificate },
      to: { name: after.name, active: after.active, certificate: after.certificate },
      password: passwordHash !== undefined,
    }
    await appendAudit(tx, [{ at: now(), actor, action: 'person.changed', subject: `person/${id}`, facts }])
    return after
  })
}
