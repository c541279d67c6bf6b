import type { z } from 'zod'
import type { changePersonSchema, newPersonSchema } from '../../contract/people.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { unitOfAsking } from '../database/reach.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import type { Prisma } from '../generated/client.ts'
import { rootUnit } from '../../law/units.ts'
import { notifyReach } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { requireOpenUnit } from '../units/open-unit.ts'
import { certificateColumns, refuseOddTerm } from './certificate.ts'
import { changeProofs } from './change-proofs.ts'
import { refuseLastAdministrator } from './last-administrator.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { openFactor } from '../second-factor/forget.ts'
import { afterReset } from './past-passwords.ts'
import { toPerson, type PersonView } from './store.ts'

export type World = Pick<Deps, 'db' | 'now' | 'newId'>
export type NewPerson = z.output<typeof newPersonSchema>
export type Change = z.output<typeof changePersonSchema>

/** Who answers for a write, and what the trail says of it besides. */
export interface Authority {
  readonly actor: string
  readonly facts?: Prisma.InputJsonObject
}

/** How long a password that somebody else set may be used to sign in and set an own one. */
const oneTimeMs = 72 * 3_600_000

const dueBy = (now: number): Date => new Date(now + oneTimeMs)

/** The hash of a new person's password, when nothing about them is odd. */
export async function checkNewPerson(now: number, person: NewPerson): Promise<string> {
  refuseWeakPassword(person.password, person.account)
  refuseOddTerm(person.certificate, now)
  return hashPassword(person.password)
}

/** A password that another person sets is a one-time one; what the machine's own command makes (`system`) is seen by nobody else. */
export async function insertPerson(
  { now, newId }: Pick<World, 'now' | 'newId'>,
  tx: Tx,
  { person, by }: { person: Omit<NewPerson, 'password'> & { passwordHash: string }; by: Authority },
): Promise<PersonView> {
  const { account, name, role, certificate, passwordHash, unitId = unitOfAsking() } = person
  await requireOpenUnit(tx, unitId)
  const id = newId()
  const began = new Date(now())
  const stamps = { createdAt: began, passwordSetAt: began, ...certificateColumns(certificate) }
  const passwordDueBy = by.actor === 'system' ? null : dueBy(now())
  const row = await tx.person.create({
    data: { id, account, name, role, unitId, passwordHash, passwordDueBy, ...stamps },
  })
  const facts = { account, role, certificate: certificate?.number ?? null, unit: unitId, ...by.facts }
  const subject = `person/${id}`
  await appendAudit(tx, [{ at: now(), actor: by.actor, action: 'person.created', subject, facts }])
  return toPerson(row)
}

/** Registers a person without asking anybody: the machine's own command, and tests. */
export async function createPerson(world: World, person: NewPerson, actor: string): Promise<PersonView> {
  const passwordHash = await checkNewPerson(world.now(), person)
  const given = { person: { ...person, passwordHash }, by: { actor } }
  return namingWhatIsTaken(
    world.db.$transaction((tx) => insertPerson(world, tx, given)),
    person,
  )
}

/** `name_taken` when the account exists, `certificate_taken` when the number does. */
export async function namingWhatIsTaken<T>(
  writing: Promise<T>,
  of: { account: string; certificate?: { number: string } | null | undefined },
): Promise<T> {
  try {
    return await writing
  } catch (error) {
    if (!isUniqueConflict(error)) throw error
    const isCertificate = JSON.stringify((error as { meta?: unknown }).meta ?? {}).includes('certificate')
    throw isCertificate
      ? new Refusal('certificate_taken', { number: of.certificate?.number ?? '' })
      : new Refusal('name_taken', { account: of.account })
  }
}

/**
 * The hash of a new password, when nothing about the change is odd. It is not held against the earlier ones: an administrator could
 * learn by asking which they were. It serves once; the one that its person sets instead is.
 */
export async function checkChange(now: number, account: string, change: Change): Promise<string | undefined> {
  if (change.password !== undefined) refuseWeakPassword(change.password, account)
  if (change.certificate !== undefined) refuseOddTerm(change.certificate, now)
  return change.password === undefined ? undefined : hashPassword(change.password)
}

/** The person, locked, as they were when `version` was read. */
export async function personAt(tx: Tx, { id, version }: { id: string; version: number }) {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${id} FOR UPDATE`
  const row = found(await tx.person.findUnique({ where: { id } }), 'person')
  if (row.version !== version) throw new Refusal('changed_meanwhile', { version: row.version })
  return row
}

const changedColumns = ({ name, active, certificate, unitId }: Omit<Change, 'version'>) => ({
  version: { increment: 1 },
  ...(name === undefined ? {} : { name }),
  ...(active === undefined ? {} : { active }),
  ...(unitId === undefined ? {} : { unitId }),
  ...(certificate === undefined ? {} : certificateColumns(certificate)),
})

const auditView = ({ name, active, certificate = null, unitId = rootUnit }: PersonView) => ({
  name,
  active,
  certificate,
  unit: unitId,
})

export interface ToChange {
  readonly id: string
  readonly change: Omit<Change, 'password'>
  readonly passwordHash?: string | undefined
  readonly by: Authority
}

/**
 * Changes a person as read in `version`. Moved to another unit, he reaches what is there from his next request on. A new
 * password, a second factor or provider taken away, and leaving service, end all of that person's sessions; a new password is
 * a one-time one, and lifts a lock.
 */
export async function updatePerson(
  { now }: Pick<World, 'now'>,
  tx: Tx,
  { id, change, passwordHash, by }: ToChange,
): Promise<PersonView> {
  const leavesTop = change.unitId !== undefined && change.unitId !== rootUnit
  if (change.active === false || leavesTop) await refuseLastAdministrator(tx, id)
  if (change.unitId !== undefined) await requireOpenUnit(tx, change.unitId)
  const known = await personAt(tx, { id, version: change.version })
  if (change.active === true && !known.active) await requireOpenUnit(tx, known.unitId)
  const pastPasswords = afterReset(known)
  const one = { passwordDueBy: dueBy(now()), passwordSetAt: new Date(now()), pastPasswords }
  const secret = passwordHash === undefined ? {} : { passwordHash, ...one }
  const row = await tx.person.update({ where: { id }, data: { ...changedColumns(change), ...secret } })
  const proofs = await changeProofs(tx, { id, change, at: now(), actor: by.actor })
  const isLessProved = change.resetsFactor === true || change.provider === 'forget'
  const endsSessions = passwordHash !== undefined || change.active === false || isLessProved
  if (endsSessions) await tx.session.deleteMany({ where: { personId: id } })
  if (passwordHash !== undefined) {
    await tx.signInFailure.deleteMany({ where: { account: row.account } })
    await openFactor(tx, id)
  }
  const [before, after] = [toPerson(known), toPerson(row)]
  const facts = {
    from: auditView(before),
    to: auditView(after),
    password: passwordHash !== undefined,
    ...by.facts,
  }
  const subject = `person/${id}`
  if (before.unitId !== after.unitId) await notifyReach(tx)
  const changed = { at: now(), actor: by.actor, action: 'person.changed' as const, subject, facts }
  await appendAudit(tx, [changed, ...proofs.map((one) => ({ ...one, facts: { ...one.facts, ...by.facts } }))])
  return after
}

/** Sets a one-time password without asking anybody: the machine's own command. */
export async function resetPassword(
  { db, now }: Pick<World, 'db' | 'now'>,
  { account, password }: { account: string; password: string },
  actor: string,
): Promise<void> {
  const { id, version } = found(await db.person.findUnique({ where: { account } }), 'person')
  const passwordHash = await checkChange(now(), account, { version, password })
  const given = { id, change: { version }, passwordHash, by: { actor } }
  await db.$transaction((tx) => updatePerson({ now }, tx, given))
}

/** Takes a person's second factor away without asking anybody: the machine's own command. */
export async function resetFactor(
  { db, now }: Pick<World, 'db' | 'now'>,
  account: string,
  actor: string,
): Promise<void> {
  const { id, version } = found(await db.person.findUnique({ where: { account } }), 'person')
  const given = { id, change: { version, resetsFactor: true as const }, by: { actor } }
  await db.$transaction((tx) => updatePerson({ now }, tx, given))
}
