import type { KeyReason } from '../../law/standing.ts'
import type { Tx } from '../database/client.ts'
import type { WorkerKeyDecision } from '../generated/client.ts'

export type KeyState = 'waiting' | 'trusted' | 'revoked'
type Decision = Pick<WorkerKeyDecision, 'decision' | 'from'>

/**
 * How a worker's key stands for what was received at that time, by all that people decided about it. Trust covers what came
 * before it too. A revocation goes by our own clock, never by the worker's: who took the key dates what he likes.
 */
export function keyStateAt(decisions: readonly Decision[], receivedAt: number): KeyState {
  const revoked = decisions.find(({ decision }) => decision === 'revoked')
  if (revoked && revoked.from.getTime() <= receivedAt) return 'revoked'
  return decisions.some(({ decision }) => decision === 'trusted') ? 'trusted' : 'waiting'
}

export const keyReasonOf: Record<KeyState, readonly KeyReason[]> = {
  waiting: ['key_waiting'],
  trusted: [],
  revoked: ['key_revoked'],
}

interface Signed {
  readonly keyId: string
  readonly receivedAt: Date
}

/** The state of the key of each of these, in their order. */
export async function keyStatesOf(
  tx: Pick<Tx, 'workerKeyDecision'>,
  signed: readonly Signed[],
): Promise<KeyState[]> {
  const keyIds = [...new Set(signed.map(({ keyId }) => keyId))]
  const rows = await tx.workerKeyDecision.findMany({ where: { keyId: { in: keyIds } } })
  return signed.map(({ keyId, receivedAt }) =>
    keyStateAt(
      rows.filter((row) => row.keyId === keyId),
      receivedAt.getTime(),
    ),
  )
}

/** The keys of a finding's dossiers that do not count, with their state. */
export async function untrustedKeys(
  tx: Pick<Tx, 'workerKeyDecision' | 'dossier'>,
  findingId: string,
): Promise<string[]> {
  const dossiers = await tx.dossier.findMany({
    where: { findingId },
    select: { keyId: true, receivedAt: true },
  })
  const states = await keyStatesOf(tx, dossiers)
  const told = dossiers.flatMap(({ keyId }, i) => (states[i] === 'trusted' ? [] : [`${keyId} ${states[i]}`]))
  return [...new Set(told)]
}
