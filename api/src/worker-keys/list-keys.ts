import { publicKeyFingerprint } from '@sightline/infra/platform/sign'
import type { Deps } from '../deps.ts'
import { keyStateAt, type KeyState } from './key-state.ts'

export interface ListedKey {
  readonly keyId: string
  readonly state: KeyState
  /** SHA-256 of the public key; null: it was decided on, and nobody has come with it yet. */
  readonly fingerprint: string | null
  readonly dossiers: number
  /** Epoch ms of its first dossier. */
  readonly firstSeenAt: number | null
  /** The last decision about it, and who took it. */
  readonly decided: { readonly at: number; readonly actor: string; readonly because: string } | null
}

/**
 * Every worker's key that came with a call or a dossier or was decided on, those that wait first: who compares fingerprints
 * can do so before the first evidence.
 */
export async function listKeys({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<ListedKey[]> {
  const keys = await db.workerKey.findMany({ include: { _count: { select: { dossiers: true } } } })
  const decisions = await db.workerKeyDecision.findMany({ orderBy: { at: 'asc' } })
  const callers = await db.workerIdentity.findMany()
  const ids = new Set([...keys.map(({ id }) => id), ...[...callers, ...decisions].map(({ keyId }) => keyId)])
  const listed = [...ids].map((keyId): ListedKey => {
    const key = keys.find(({ id }) => id === keyId)
    const pem = key?.publicKeyPem ?? callers.find((one) => one.keyId === keyId)?.publicKeyPem
    const own = decisions.filter((one) => one.keyId === keyId)
    const last = own.at(-1)
    return {
      keyId,
      state: keyStateAt(own, now()),
      fingerprint: pem === undefined ? null : publicKeyFingerprint(pem),
      dossiers: key?._count.dossiers ?? 0,
      firstSeenAt: key?.firstSeenAt.getTime() ?? null,
      decided: last ? { at: last.at.getTime(), actor: last.actor, because: last.because } : null,
    }
  })
  return listed.toSorted((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting'))
}
