import type { Database } from '../database/client.ts'
import type { AuditEntry as AuditRow } from '../generated/client.ts'
import { auditHash } from './append.ts'

/**
 * What is wrong with one row: rows before it are gone, it follows another than the one before it, it is not what was hashed;
 * or, where nobody changed anything, its time is before that of the row before it: a clock was set back.
 */
export type RowProblem = 'gap' | 'link' | 'hash' | 'clock'
export interface ChainProblem {
  readonly sequence: number
  readonly problem: RowProblem
}

/** How far a chain was looked at. */
export interface Place {
  readonly sequence: number
  readonly hash: string | null
  /** The time of the row there, epoch ms; none at the beginning. */
  readonly at?: number
}
export const beginning: Place = { sequence: 0, hash: null }

/** A row's time is taken before it waits for its turn, and by the clock of its machine: so far back is no step. */
const unevenMs = 60_000

type Hashed = Parameters<typeof auditHash>[0] & { readonly hash: string }

/** Everything wrong with the row that should follow this place. The next one is judged by what this row says of itself, so that one change is one problem. */
export function rowProblems(before: Place, row: Hashed): ChainProblem[] {
  const { sequence } = row
  const problems: RowProblem[] = []
  if (sequence !== before.sequence + 1) problems.push('gap')
  else if (row.previous !== before.hash) problems.push('link')
  if (auditHash(row) !== row.hash) problems.push('hash')
  if (before.at !== undefined && row.at < before.at - unevenMs) problems.push('clock')
  return problems.map((problem) => ({ sequence, problem }))
}

/** Where the next row is looked at from. */
export const placeOf = ({ sequence, hash, at }: Hashed): Place => ({ sequence, hash, at })

/** The first thing wrong with a stretch of the audit trail in order, or null. */
export function chainProblem(entries: readonly Hashed[], before = beginning): ChainProblem | null {
  let last = before
  for (const entry of entries) {
    const [problem] = rowProblems(last, entry)
    if (problem) return problem
    last = entry
  }
  return null
}

/** A row in the form its hash was made over, whether or not the contract still knows its action. */
export const toHashed = (row: AuditRow): Hashed => ({ ...row, at: row.at.getTime() })

/** The rows after a place, in order, at most so many. */
export async function rowsAfter(
  db: Pick<Database, 'auditEntry'>,
  { sequence }: Place,
  most: number,
): Promise<Hashed[]> {
  const where = { sequence: { gt: sequence } }
  const rows = await db.auditEntry.findMany({ where, orderBy: { sequence: 'asc' }, take: most })
  return rows.map(toHashed)
}
