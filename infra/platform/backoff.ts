import type { Random } from './random.ts'

export interface Backoff {
  baseMs: number
  maxMs: number
}

/** How long to wait before attempt `attempt` + 1 (1 = after the first failure), in ms: doubled each time up to `maxMs`, then between half and all of that, so that what failed together does not return together. */
export function nextDelay(attempt: number, { baseMs, maxMs }: Backoff, random: Random): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.max(0, attempt - 1))
  return Math.round(ceiling / 2 + (random() * ceiling) / 2)
}
