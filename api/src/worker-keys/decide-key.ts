import { CodedError } from '@sightline/infra/platform/error'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'

export interface Decided {
  readonly keyId: string
  readonly because: string
  /** A person's id, or `system`: whoever stands at the machine. */
  readonly actor: string
}
type KeyDeps = Pick<Deps, 'db' | 'now'>

const decisionsOf = (tx: Tx, keyId: string) => tx.workerKeyDecision.findMany({ where: { keyId } })

/** Alerts that were clues for their key alone become evidence. */
const liftClues = (tx: Tx, keyId: string) => tx.$executeRaw`
  UPDATE alert SET standing = 'evidence'
  WHERE standing = 'clue'
    AND EXISTS (SELECT FROM dossier d WHERE d.finding_id = alert.finding_id AND d.key_id = ${keyId})
    AND NOT EXISTS (
      SELECT FROM dossier d
      WHERE d.finding_id = alert.finding_id AND d.standing = 'clue'
        AND (d.stage <> 'opened' OR alert.confirmed_at IS NULL))`

/** What was received from then on is a clue. */
const makeClues = (tx: Tx, keyId: string, from: Date) => tx.$executeRaw`
  UPDATE alert SET standing = 'clue'
  WHERE standing = 'evidence'
    AND EXISTS (
      SELECT FROM dossier d
      WHERE d.finding_id = alert.finding_id AND d.key_id = ${keyId} AND d.received_at >= ${from})`

async function write(
  tx: Tx,
  decision: 'trusted' | 'revoked',
  decided: Decided & { from: number; at: number },
) {
  const { keyId, because, actor, from, at } = decided
  await tx.workerKeyDecision.create({
    data: { keyId, decision, from: new Date(from), because, actor, at: new Date(at) },
  })
  const facts = { because, ...(decision === 'revoked' ? { from } : {}) }
  await appendAudit(tx, [{ at, actor, action: `key.${decision}`, subject: `key/${keyId}`, facts }])
}

/**
 * From now on what this key signed counts, also what is here already. False: it was trusted before. A revoked key stays
 * revoked (`key_revoked`): its worker is given a new one.
 */
export async function trustKey({ db, now }: KeyDeps, decided: Decided): Promise<boolean> {
  const { keyId } = decided
  return db.$transaction(async (tx) => {
    await takeLockOf(tx, `key/${keyId}`)
    const before = await decisionsOf(tx, keyId)
    if (before.some(({ decision }) => decision === 'revoked')) throw new CodedError('key_revoked', { keyId })
    if (before.length > 0) return false
    const at = now()
    await liftClues(tx, keyId)
    await write(tx, 'trusted', { ...decided, from: at, at })
    return true
  })
}

/** What this key signed and what is received from `from` on (epoch ms, not later than now) counts no more. False: it was revoked before. */
export async function revokeKey(
  { db, now }: KeyDeps,
  { from, ...decided }: Decided & { readonly from?: number },
): Promise<boolean> {
  const { keyId } = decided
  return db.$transaction(async (tx) => {
    await takeLockOf(tx, `key/${keyId}`)
    const before = await decisionsOf(tx, keyId)
    if (before.some(({ decision }) => decision === 'revoked')) return false
    const at = now()
    const since = Math.min(from ?? at, at)
    await makeClues(tx, keyId, new Date(since))
    await write(tx, 'revoked', { ...decided, from: since, at })
    return true
  })
}

/** The keys that the settings name are trusted, once: one that was revoked since stays so. Answers those trusted now. */
export async function enrolNamed(deps: KeyDeps, keyIds: readonly string[]): Promise<string[]> {
  const enrolled: string[] = []
  for (const keyId of keyIds) {
    const isDecided = (await deps.db.workerKeyDecision.count({ where: { keyId } })) > 0
    const decided = { keyId, because: 'SIGHTLINE_WORKER_KEYS', actor: 'system' }
    if (!isDecided && (await trustKey(deps, decided))) enrolled.push(keyId)
  }
  return enrolled
}
