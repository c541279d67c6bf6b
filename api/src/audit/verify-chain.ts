import type { AuditEntry } from '../../contract/audit.ts'
import { auditHash } from './append.ts'

export interface ChainProblem {
  readonly sequence: number
  readonly problem: 'hash' | 'link' | 'gap'
}

/** The first thing wrong with a stretch of the audit trail in order, or null. `previous` is the hash before it, null at the beginning. */
export function chainProblem(
  entries: readonly AuditEntry[],
  before: { sequence: number; hash: string | null } = { sequence: 0, hash: null },
): ChainProblem | null {
  let last = before
  for (const entry of entries) {
    const { sequence } = entry
    if (sequence !== last.sequence + 1) return { sequence, problem: 'gap' }
    if (entry.previous !== last.hash) return { sequence, problem: 'link' }
    if (auditHash(entry) !== entry.hash) return { sequence, problem: 'hash' }
    last = entry
  }
  return null
}
