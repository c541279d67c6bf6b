import { type EdgeBackground, learnEdges, matchEdges, toEdges } from './edges.ts'
import type { Luma } from './luma.ts'

/** What can be wrong with a camera that still sends. `moved` suspends the zones. */
export type HealthFault = 'frozen' | 'black' | 'covered' | 'moved'

export interface HealthState {
  readonly before: Luma | null
  readonly background: EdgeBackground | null
  /** Since when each sign is seen without a break, capture time. */
  readonly since: Readonly<Partial<Record<HealthFault, number>>>
  /** Signs that have lasted long enough to be said. */
  readonly faults: readonly HealthFault[]
}

/** Nothing known yet. Begin anew after an operator has confirmed a changed view: the old background is wrong then. */
export const unknownHealth: HealthState = { before: null, background: null, since: {}, faults: [] }

/** How long a sign must last before it is said, ms: a passing lorry is neither darkness nor a covered lens. */
const LASTS_MS: Readonly<Record<HealthFault, number>> = {
  frozen: 10_000,
  black: 10_000,
  covered: 15_000,
  moved: 60_000,
}
/** Two pictures of a living sensor are never the same; two of a hung encoder are. */
const FROZEN_SAD = 0.05

/**
 * One key frame later; packets were still arriving, or there would be none. The background learns only from pictures
 * without any sign, so that neither a hand before the lens nor a turned camera becomes the new normal.
 */
export function stepHealth(state: HealthState, luma: Luma, at: number): HealthState {
  const edges = toEdges(luma)
  const match = matchEdges(state.background, edges)
  const signs = findSigns(luma, state.before, match)
  const since = Object.fromEntries(signs.map((sign) => [sign, state.since[sign] ?? at]))
  return {
    before: luma,
    background: signs.length === 0 ? learnEdges(state.background, edges, luma.width) : state.background,
    since,
    faults: signs.filter((sign) => at - (since[sign] ?? at) >= LASTS_MS[sign]),
  }
}

/** The sign that explains a picture, and `frozen` beside it: what is dark cannot be judged as covered, nor what is covered as moved. */
function findSigns(luma: Luma, before: Luma | null, match: number | null): HealthFault[] {
  const { mean, deviation } = measure(luma.data)
  const isFrozen = before !== null && meanChange(before, luma) < FROZEN_SAD
  const view = judgeView({ mean, deviation, match })
  return [...(isFrozen ? (['frozen'] as const) : []), ...(view ? [view] : [])]
}

interface View {
  readonly mean: number
  readonly deviation: number
  readonly match: number | null
}

function judgeView({ mean, deviation, match }: View): HealthFault | null {
  if (mean < 10 && deviation < 5) return 'black'
  if (deviation < 8 || (match !== null && match < 0.1 && deviation < 20)) return 'covered'
  return match !== null && match < 0.6 ? 'moved' : null
}

function measure(data: Uint8Array): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (const value of data) {
    sum += value
    squares += value * value
  }
  const mean = sum / data.length
  return { mean, deviation: Math.sqrt(Math.max(0, squares / data.length - mean * mean)) }
}

/** Mean absolute difference; a picture of another size is a new picture. */
function meanChange(before: Luma, after: Luma): number {
  if (before.data.length !== after.data.length) return Number.POSITIVE_INFINITY
  return (
    after.data.reduce((sum, value, at) => sum + Math.abs(value - (before.data[at] ?? 0)), 0) /
    after.data.length
  )
}
