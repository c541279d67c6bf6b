import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { found, Refusal } from '../refusal.ts'
import { hasOneAdministrator } from './last-administrator.ts'
import { toRequest, type RequestPayload, type RequestView } from './request-store.ts'
import { toPerson, type PersonView } from './store.ts'
import {
  checkChange,
  checkNewPerson,
  insertPerson,
  namingWhatIsTaken,
  updatePerson,
  type Change,
  type NewPerson,
  type World,
} from './write-person.ts'

interface Outcome {
  readonly person: PersonView | null
  readonly request: RequestView | null
}

/** How long a request waits for a second administrator. */
const openMs = 72 * 3_600_000

interface Asked {
  readonly payload: RequestPayload
  readonly passwordHash: string | null
  readonly about: { personId: string; personVersion: number } | null
  readonly requesterId: string
}

/** Keeps what is asked for; what nobody decided in time goes. */
async function keepRequest({ now, newId }: World, tx: Tx, asked: Asked): Promise<RequestView> {
  const { payload, passwordHash, about, requesterId } = asked
  const [id, at] = [newId(), now()]
  await tx.personRequest.deleteMany({ where: { expiresAt: { lte: new Date(at) } } })
  const stamps = { createdAt: new Date(at), expiresAt: new Date(at + openMs) }
  const row = await tx.personRequest.create({
    data: { id, requesterId, payload: { ...payload }, passwordHash, ...about, ...stamps },
  })
  const { account, role, certificate } = payload
  const facts = {
    person: about?.personId ?? null,
    account,
    role,
    certificate: certificate?.number ?? null,
    password: passwordHash !== null,
    resetsFactor: payload.resetsFactor,
    allowsProvider: payload.allowsProvider,
  }
  await appendAudit(tx, [
    { at, actor: requesterId, action: 'person.requested', subject: `request/${id}`, facts },
  ])
  return toRequest(row)
}

/** Told when it is asked for, not when it is approved. */
async function refuseTaken(
  tx: Tx,
  { account, certificate }: { account?: string; certificate: RequestPayload['certificate'] },
): Promise<void> {
  if (account !== undefined && (await tx.person.count({ where: { account } })) > 0)
    throw new Refusal('name_taken', { account })
  if (certificate === null) return
  const { number } = certificate
  if ((await tx.person.count({ where: { certificateNumber: number } })) > 0)
    throw new Refusal('certificate_taken', { number })
}

/** An operator decides nothing, and without a second administrator nobody could approve the second. */
const mayBeMadeAlone = async (tx: Tx, role: NewPerson['role']): Promise<boolean> =>
  role === 'operator' || (role === 'admin' && (await hasOneAdministrator(tx)))

/** An administrator registers a person: at once, or as a request to another administrator. */
export async function askForPerson(world: World, given: NewPerson, requesterId: string): Promise<Outcome> {
  const passwordHash = await checkNewPerson(world.now(), given)
  const { password: _password, ...person } = given
  const asking = world.db.$transaction(async (tx) => {
    if (await mayBeMadeAlone(tx, person.role)) {
      const facts = person.role === 'admin' ? { made_by_only_administrator: true } : {}
      const by = { actor: requesterId, facts }
      return {
        person: await insertPerson(world, tx, { person: { ...person, passwordHash }, by }),
        request: null,
      }
    }
    await refuseTaken(tx, person)
    const payload = { ...person, resetsFactor: false, allowsProvider: false }
    const request = await keepRequest(world, tx, { payload, passwordHash, about: null, requesterId })
    return { person: null, request }
  })
  return namingWhatIsTaken(asking, person)
}

const isSameCertificate = (a: PersonView['certificate'], b: PersonView['certificate']): boolean =>
  a?.number === b?.number && a?.validUntil === b?.validUntil

/** Splits a change into what takes effect at once and what a second administrator must approve. */
function splitChange(before: PersonView, change: Change) {
  const { version, name, active, certificate, password, resetsFactor, provider } = change
  const newCertificate =
    certificate === undefined || isSameCertificate(before.certificate, certificate) ? undefined : certificate
  const newName = name === before.name ? undefined : name
  const forgets = provider === 'forget' ? provider : undefined
  const direct = { version, name: newName, active, provider: forgets }
  const isDirectEmpty = newName === undefined && active === undefined && forgets === undefined
  const proves = password !== undefined || resetsFactor === true || provider === 'allow'
  const needsSecond =
    before.role !== 'operator' && (proves || (newCertificate !== undefined && before.role !== 'admin'))
  return needsSecond
    ? { direct, isDirectEmpty, certificate: newCertificate, needsSecond }
    : {
        direct: { ...direct, certificate: newCertificate, resetsFactor, provider },
        isDirectEmpty: false,
        needsSecond,
      }
}

/**
 * An administrator changes a person. A certificate, password, second factor or account at the provider of who decides anything (of an
 * administrator all but the certificate) become a request; name and state take effect at once.
 */
export async function askForChange(
  world: World,
  { id, change }: { id: string; change: Change },
  requesterId: string,
): Promise<Outcome> {
  const known = found(await world.db.person.findUnique({ where: { id } }), 'person')
  const before = toPerson(known)
  const passwordHash = await checkChange(world.now(), known.account, change)
  const split = splitChange(before, change)
  const by = { actor: requesterId }
  const asking = world.db.$transaction(async (tx): Promise<Outcome> => {
    const { direct, needsSecond, isDirectEmpty } = split
    if (!needsSecond)
      return {
        person: await updatePerson(world, tx, { id, change: direct, passwordHash, by }),
        request: null,
      }
    const person = isDirectEmpty ? before : await updatePerson(world, tx, { id, change: direct, by })
    if (person.version !== (isDirectEmpty ? change.version : change.version + 1))
      throw new Refusal('changed_meanwhile', { version: person.version })
    const { account, name, role } = person
    const certificate = split.certificate === undefined ? person.certificate : split.certificate
    const isNewNumber = certificate?.number !== person.certificate?.number
    await refuseTaken(tx, { certificate: isNewNumber ? certificate : null })
    const request = await keepRequest(world, tx, {
      payload: {
        account,
        name,
        role,
        certificate,
        resetsFactor: change.resetsFactor === true,
        allowsProvider: change.provider === 'allow',
      },
      passwordHash: passwordHash ?? null,
      about: { personId: id, personVersion: person.version },
      requesterId,
    })
    return { person, request }
  })
  return namingWhatIsTaken(asking, { account: known.account, certificate: change.certificate })
}
