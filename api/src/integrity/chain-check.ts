import { beginning, rowProblems, rowsAfter, toHashed, type Place } from '../audit/verify-chain.ts'
import type { Deps } from '../deps.ts'

export interface ChainCheck {
  /** One bounded step: so many rows, from where the last step ended. */
  tick(): Promise<void>
  state(): ChainState
}
export interface ChainState {
  /** The last row that was looked at, in this round. */
  readonly sequence: number
  /** What is wrong, by this round and the last whole one. */
  readonly problems: number
}

export interface ChainCheckOptions {
  readonly rowsPerTick?: number
  /** A round that reached the end follows the trail as it grows, for so long; then the next one begins. */
  readonly roundMs?: number
}

const shownInLog = 20

/**
 * Looks at the audit trail again and again, a little at a time, so that a change is noticed without anybody asking. What
 * was seen is remembered to the next step: rows that vanish behind it are noticed at once.
 */
export function createChainCheck(
  { db, log, now }: Pick<Deps, 'db' | 'log' | 'now'>,
  { rowsPerTick = 500, roundMs = 24 * 3_600_000 }: ChainCheckOptions = {},
): ChainCheck {
  let place: Place = beginning
  let [found, before, since] = [0, 0, now()]

  function tell(sequence: number, problem: string): void {
    found += 1
    if (found <= shownInLog) log.error({ sequence, problem }, 'the audit trail was changed')
  }

  function begin(): void {
    ;[before, found, place, since] = [found, 0, beginning, now()]
  }

  /** The row where the last step ended is still there and the same; else what follows it says nothing. */
  async function stands(): Promise<boolean> {
    if (place === beginning) return true
    const row = await db.auditEntry.findUnique({ where: { sequence: place.sequence } })
    return row !== null && toHashed(row).hash === place.hash
  }

  return {
    async tick() {
      if (!(await stands())) {
        tell(place.sequence, 'gone')
        return begin()
      }
      const rows = await rowsAfter(db, place, rowsPerTick)
      for (const row of rows) {
        for (const { sequence, problem } of rowProblems(place, row)) tell(sequence, problem)
        place = { sequence: row.sequence, hash: row.hash }
      }
      if (rows.length < rowsPerTick && now() - since >= roundMs) begin()
    },
    state: () => ({ sequence: place.sequence, problems: Math.max(found, before) }),
  }
}
