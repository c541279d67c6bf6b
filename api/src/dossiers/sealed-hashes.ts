import { manifestSchema } from '../../contract/dossier.ts'
import { CodedError } from '@sightline/infra/platform/error'
import { publicKeyId, verifySignature } from '@sightline/infra/platform/sign'
import type { Dossier, Exhibit, WorkerKey } from '../generated/client.ts'
import { manifestHash } from './verified-manifest.ts'

/** What is needed to hold a stored dossier against what its worker signed. */
export const sealedInclude = { exhibits: { orderBy: { name: 'asc' } }, key: true } as const
export type StoredDossier = Pick<Dossier, 'stage' | 'part' | 'manifest' | 'manifestSha256' | 'signature'> & {
  readonly key: Pick<WorkerKey, 'publicKeyPem'>
  readonly exhibits: readonly Pick<Exhibit, 'name' | 'bytes' | 'sha256' | 'sm3' | 'role' | 'mime'>[]
}

const listSchema = manifestSchema.pick({ chain: true, stage: true, exhibits: true })
type List = ReturnType<typeof listSchema.parse>

function isSigned({ manifest, manifestSha256, signature, key }: StoredDossier): boolean {
  if (manifestHash(manifest) !== manifestSha256) return false
  try {
    return verifySignature(Buffer.from(manifest, 'utf8'), signature, key.publicKeyPem)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'public_key_invalid') return false
    throw error
  }
}

/** What the worker signed of this dossier; null where it is not what was signed any more. */
function signedList(dossier: StoredDossier): List | null {
  if (!isSigned(dossier)) return null
  const list = listSchema.parse(JSON.parse(dossier.manifest))
  const isOwn = list.chain.keyId === publicKeyId(dossier.key.publicKeyPem) && list.stage === dossier.stage
  return isOwn ? list : null
}

/** Names of what is recorded of this dossier otherwise than it was signed: its manifest, or exhibits. Empty: all holds. */
export function changedSince(dossier: StoredDossier): readonly string[] {
  const list = signedList(dossier)
  if (!list) return [`${dossier.stage}/manifest.json`]
  const rows = new Map(dossier.exhibits.map((row) => [row.name, row]))
  const signed = new Set<string>(list.exhibits.map(({ name }) => name))
  const missingOrOther = list.exhibits.filter(({ name, bytes, sha256, sm3, role, mime }) => {
    const row = rows.get(name)
    const facts = [row?.bytes, row?.sha256, row?.sm3, row?.role, row?.mime]
    return [bytes, sha256, sm3, role, mime].some((one, i) => one !== facts[i])
  })
  const added = dossier.exhibits.filter(({ name }) => !signed.has(name))
  return [...missingOrOther, ...added].map(({ name }) => name)
}
