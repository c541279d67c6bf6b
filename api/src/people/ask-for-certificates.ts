import type { CertificateChange, Numbered } from '../../law/certificate-list.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { unitOfAsking } from '../database/reach.ts'
import { openMs } from './ask-for.ts'
import { type payloadOf, toRequest, type RequestView } from './request-store.ts'
import { updatePerson, type Authority, type World } from './write-person.ts'

interface Asked {
  readonly fileName: string
  readonly sha256: string
  /** Without what stays the same. */
  readonly changes: readonly CertificateChange[]
  readonly requesterId: string
}

const stored = (of: Numbered | null) => of && { ...of, region: of.region ?? null }

/** Keeps a list of certificates as one request, with its audit row. */
export async function askForCertificates(
  { now, newId }: Pick<World, 'now' | 'newId'>,
  tx: Tx,
  { fileName, sha256, changes, requesterId }: Asked,
): Promise<RequestView> {
  const [id, at] = [newId(), now()]
  const certificates = changes.map(({ personId, version, account, name, from, to }) => ({
    personId,
    version,
    account,
    name,
    from: stored(from),
    to: stored(to),
  }))
  const payload = { account: '', name: fileName, role: 'officer', certificate: null, certificates }
  const stamps = { createdAt: new Date(at), expiresAt: new Date(at + openMs) }
  const row = await tx.personRequest.create({
    data: { id, requesterId, unitId: unitOfAsking(), payload, ...stamps },
  })
  const facts = { fileName, rows: changes.length, sha256 }
  await appendAudit(tx, [
    { at, actor: requesterId, action: 'person.requested', subject: `request/${id}`, facts },
  ])
  return toRequest(row)
}

/**
 * All of an approved list, each as it was when it was asked for: one person changed meanwhile, and the whole list is refused
 * (`changed_meanwhile`). In the order of their ids, so that two lists do not wait for each other.
 */
export async function applyCertificates(
  world: Pick<World, 'now'>,
  tx: Tx,
  {
    certificates,
    by,
  }: { certificates: NonNullable<ReturnType<typeof payloadOf>['certificates']>; by: Authority },
): Promise<void> {
  const inOrder = certificates.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
  for (const { personId: id, version, to } of inOrder)
    await updatePerson(world, tx, { id, change: { version, certificate: to }, by })
}
