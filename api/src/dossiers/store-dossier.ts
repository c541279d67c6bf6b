import { partOf, type Manifest } from '../../contract/dossier.ts'
import type { JudgedProfile } from '../../contract/profile.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import type { Tx } from '../database/client.ts'
import type { ChainLink } from '../generated/client.ts'
import { chainLinkOf } from '../chains/chain-link.ts'
import { manifestHash } from './verified-manifest.ts'
import { invalid } from './invalid.ts'
import type { ClueReason, KeyReason } from '../../law/standing.ts'

export interface Arrival {
  readonly submitted: DossierSubmitted
  readonly manifest: Manifest
  /** What speaks against its pictures here besides what it says itself. */
  readonly clueReasons: readonly ClueReason[]
  /** What its pictures were found to be by the profile of their kind; null: not judged by it, or not yet. */
  readonly profile: JudgedProfile | null
  /** What speaks against its worker's key as people decided so far: they may decide otherwise, so it is not stored. */
  readonly keyReasons: readonly KeyReason[]
  readonly at: number
  readonly newId: () => string
}

/** What its alert can stand as for now. */
export const standingNow = (arrival: Arrival): Manifest['standing'] =>
  arrival.keyReasons.length > 0 ? 'clue' : standingOf(arrival)

/** Never more than its worker said. */
const standingOf = ({ manifest, clueReasons }: Arrival): Manifest['standing'] =>
  clueReasons.length > 0 ? 'clue' : manifest.standing

/** Keeps the public key with what it signed; answers whether it was never seen before. */
export async function keepKey(
  tx: Tx,
  { submitted, manifest, at }: Omit<Arrival, 'clueReasons' | 'keyReasons' | 'profile'>,
): Promise<boolean> {
  const { keyId } = manifest.chain
  const { publicKeyPem } = submitted
  const known = await tx.workerKey.findUnique({ where: { id: keyId } })
  if (known && known.publicKeyPem !== publicKeyPem) throw invalid('key_differs', { keyId })
  if (known) return false
  await tx.workerKey.create({ data: { id: keyId, publicKeyPem, firstSeenAt: new Date(at) } })
  return true
}

/** Originals must be looked at before anyone judges; what was made from them or lists them need not. */
const isRequired = (role: Manifest['exhibits'][number]['role']): boolean =>
  role === 'still' || role === 'segment'

async function storeExhibits(
  tx: Tx,
  dossierId: string,
  { submitted, manifest, newId }: Arrival,
): Promise<void> {
  const objectOf = new Map(submitted.objects.map((object) => [object.name, object]))
  await tx.exhibit.createMany({
    data: manifest.exhibits.map(({ name, role, stage, at, mime, bytes, sha256, sm3 }) => {
      const object = objectOf.get(name)
      if (!object) throw invalid('exhibit_not_stored', { exhibit: name })
      const where = { objectKey: object.key, versionId: object.versionId }
      const facts = { name, role, stage, at: new Date(at), mime, bytes, sha256, sm3 }
      return { id: newId(), dossierId, ...facts, required: isRequired(role), ...where }
    }),
  })
}

/** Stores the dossier with its exhibits; answers how it hangs on the chain. */
export async function storeDossier(
  tx: Tx,
  arrival: Arrival,
): Promise<{ chainLink: ChainLink; sha256: string }> {
  const { submitted, manifest, at, newId } = arrival
  const { keyId, sequence, previous } = manifest.chain
  const [id, sha256] = [newId(), manifestHash(submitted.manifest)]
  const chainLink = await chainLinkOf(tx, { keyId, sequence, previous, manifestSha256: sha256 })
  await tx.dossier.create({
    data: {
      id,
      findingId: manifest.findingId,
      stage: manifest.stage,
      part: partOf(manifest),
      manifest: submitted.manifest,
      manifestSha256: sha256,
      signature: submitted.signature,
      keyId,
      sequence,
      previous,
      chainLink,
      standing: standingOf(arrival),
      clueReasons: [...arrival.clueReasons],
      ...(arrival.profile ? { profile: arrival.profile } : {}),
      sealedAt: new Date(manifest.sealedAt),
      receivedAt: new Date(at),
    },
  })
  await storeExhibits(tx, id, arrival)
  return { chainLink, sha256 }
}
