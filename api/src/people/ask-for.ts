import { unitIdSchema } from '../../contract/ids.ts'
import { appointmentOf } from '../../law/duties.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach, unitOfAsking } from '../database/reach.ts'
import { rootUnit } from '../../law/units.ts'
import { found, Refusal } from '../refusal.ts'
import { requireOpenUnit } from '../units/open-unit.ts'
import { administrationOf } from './last-administrator.ts'
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

/** How long a request waits for its decision. */
export const openMs = 72 * 3_600_000

interface Asked {
  readonly payload: RequestPayload
  readonly passwordHash: string | null
  readonly about: { personId: string; personVersion: number } | null
  readonly requesterId: string
  readonly unitId: string
}

/** Keeps what is asked for; what nobody decided in time goes. */
async function keepRequest({ now, newId }: World, tx: Tx, asked: Asked): Promise<RequestView> {
  const { payload, passwordHash, about, requesterId, unitId } = asked
  const [id, at] = [newId(), now()]
  await tx.personRequest.deleteMany({ where: { expiresAt: { lte: new Date(at) } } })
  const stamps = { createdAt: new Date(at), expiresAt: new Date(at + openMs) }
  const row = await tx.personRequest.create({
    data: { id, requesterId, unitId, payload: { ...payload }, passwordHash, ...about, ...stamps },
  })
  const { account, role, certificate } = payload
  const facts = {
    person: about?.personId ?? null,
    account,
    role,
    certificate: certificate?.number ?? null,
    unit: payload.movesTo ?? unitId,
    password: passwordHash !== null,
    ...(payload.active ? { active: true } : {}),
    resetsFactor: payload.resetsFactor === true,
    allowsProvider: payload.allowsProvider === true,
  }
  await appendAudit(tx, [
    { at, actor: requesterId, action: 'person.requested', subject: `request/${id}`, facts },
  ])
  return toRequest(row)
}

/** Told when it is asked for, not when it is approved; given once in the whole agency. */
async function refuseTaken(
  tx: Tx,
  { account, certificate }: { account?: string; certificate: RequestPayload['certificate'] },
): Promise<void> {
  const count = (where: object) => beyondReach(() => tx.person.count({ where }))
  if (account !== undefined && (await count({ account })) > 0) throw new Refusal('name_taken', { account })
  if (certificate === null) return
  const { number } = certificate
  if ((await count({ certificateNumber: number })) > 0) throw new Refusal('certificate_taken', { number })
}

/** A system administrator registers a person: at once, or as a request to who decides. */
export async function askForPerson(world: World, given: NewPerson, requesterId: string): Promise<Outcome> {
  const passwordHash = await checkNewPerson(world.now(), given)
  const { password: _password, unitId = unitIdSchema.parse(unitOfAsking()), ...person } = given
  const asking = world.db.$transaction(async (tx) => {
    const appointment = appointmentOf(person.role, await administrationOf(tx, unitId))
    if (appointment !== 'decided') {
      const facts = appointment === 'alone_as_only' ? { made_by_only_administrator: true } : {}
      const by = { actor: requesterId, facts }
      return {
        person: await insertPerson(world, tx, { person: { ...person, unitId, passwordHash }, by }),
        request: null,
      }
    }
    await requireOpenUnit(tx, unitId)
    await refuseTaken(tx, person)
    const asked = { payload: person, passwordHash, about: null, requesterId, unitId }
    const request = await keepRequest(world, tx, asked)
    return { person: null, request }
  })
  return namingWhatIsTaken(asking, person)
}

const isSameCertificate = (a: PersonView['certificate'], b: PersonView['certificate']): boolean =>
  a?.number === b?.number && a?.validUntil === b?.validUntil && (a?.region ?? null) === (b?.region ?? null)

/** Splits a change into what takes effect at once and what somebody else must approve. */
function splitChange(before: PersonView, change: Change) {
  const { version, name, active, certificate, password, unitId, resetsFactor, provider } = change
  const newCertificate =
    certificate === undefined || isSameCertificate(before.certificate, certificate) ? undefined : certificate
  const newName = name === before.name ? undefined : name
  const newUnit = unitId === before.unitId ? undefined : unitId
  const forgets = provider === 'forget' ? provider : undefined
  const isBack = active === true && !before.active
  const proves = password !== undefined || resetsFactor === true || provider === 'allow'
  const isOther = isBack || newUnit !== undefined || newCertificate !== undefined
  const needsSecond = before.role !== 'operator' && (isOther || proves)
  const state = needsSecond && isBack ? undefined : active
  const direct = { version, name: newName, active: state, provider: forgets }
  const isDirectEmpty = [newName, state, forgets].every((one) => one === undefined)
  return needsSecond
    ? { direct, isDirectEmpty, certificate: newCertificate, needsSecond, isBack, movesTo: newUnit }
    : {
        direct: { ...direct, certificate: newCertificate, unitId: newUnit, resetsFactor, provider },
        isDirectEmpty: false,
        needsSecond,
        isBack,
        movesTo: newUnit,
      }
}

/**
 * A system administrator changes a person. A certificate, a password, a second factor, an account at the provider, another unit
 * or the way back into service of whoever is no operator becomes a request; a name, and leaving service, take effect at once.
 * Nobody moves himself.
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
  if (id === requesterId && split.movesTo !== undefined)
    throw new Refusal('unit_refused', { why: 'own_move' })
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
    const { movesTo } = split
    if (movesTo !== undefined) await requireOpenUnit(tx, movesTo)
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
        ...(split.isBack ? { active: true } : {}),
        ...(movesTo === undefined ? {} : { movesTo }),
      },
      passwordHash: passwordHash ?? null,
      about: { personId: id, personVersion: person.version },
      requesterId,
      // Who is to decide reaches both units, as who asks does.
      unitId: movesTo === undefined ? (person.unitId ?? rootUnit) : unitOfAsking(),
    })
    return { person, request }
  })
  return namingWhatIsTaken(asking, { account: known.account, certificate: change.certificate })
}
