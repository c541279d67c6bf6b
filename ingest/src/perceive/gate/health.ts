import {
  type EdgeBackground,
  type EdgeMatch,
  isPlain,
  learnEdges,
  matchEdges,
  toEdges,
  toKept,
} from '@sightline/infra/platform/pixels/edges'
import {
  isSameView,
  keepPresent,
  type KeptView,
  type KeptViews,
  recognise,
  type Recognised,
  type Standing,
} from './health-view.ts'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import type { PictureFault as HealthFault } from '@sightline/detectors/finding'

export interface HealthState {
  readonly before: Luma | null
  readonly background: EdgeBackground | null
  /** As it was in other parts of the day. */
  readonly views: readonly KeptView[]
  readonly standing: Standing
  /** Since when each sign is seen without a break, capture time. */
  readonly since: Readonly<Partial<Record<HealthFault, number>>>
  /** Signs that have lasted long enough to be said. */
  readonly faults: readonly HealthFault[]
}

/** Nothing known yet. Begin anew after an operator has confirmed a changed view: the old background is wrong then. */
export const unknownHealth: HealthState = {
  before: null,
  background: null,
  views: [],
  standing: 'same',
  since: {},
  faults: [],
}

/** What is known after a restart: a view that must be seen again first; what was said of it is said on. */
export const rememberedHealth = ({ views, isMoved }: KeptViews): HealthState => ({
  ...unknownHealth,
  views,
  standing: 'unsure',
  ...(isMoved && { since: { moved: Number.NEGATIVE_INFINITY }, faults: ['moved'] }),
})

/** There were no pictures for a while: the camera may have been turned. A view that says nothing cannot be missed. */
export function interruptHealth(state: HealthState): HealthState {
  const learnt = state.background && toKept(state.background)
  const canBeMissed = learnt !== null && !isPlain(learnt.presence, learnt.width)
  return canBeMissed ? { ...state, standing: 'unsure' } : state
}

/** What is to be kept of the view; null where nothing is learnt. What lasts of an earlier hour is not taken for this one. */
export function toKeptViews(
  { background, views, standing, since, faults }: HealthState,
  at: number,
): KeptViews | null {
  const isOfNow = standing === 'same' && Object.keys(since).length === 0
  const kept = isOfNow || views.length === 0 ? keepPresent(views, background, at) : views
  return kept.length > 0 ? { views: kept, isMoved: faults.includes('moved') } : null
}

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
 * One picture later; packets were still arriving, or there would be none. The background learns only from pictures
 * without any sign, so that neither a hand before the lens nor a turned camera becomes the new normal.
 */
export function stepPictureHealth(state: HealthState, luma: Luma, at: number): HealthState {
  const edges = toEdges(luma)
  const { match, standing, ...seen } = compare(state, edges, luma.width)
  const signs = findSigns(luma, state, match)
  const since = Object.fromEntries(signs.map((sign) => [sign, state.since[sign] ?? at]))
  const faults = signs.filter((sign) => at - (since[sign] ?? at) >= LASTS_MS[sign])
  const isUsual = signs.length === 0 && standing === 'same'
  return {
    before: luma,
    background: isUsual ? learnEdges(seen.background, edges, luma.width) : seen.background,
    views: seen.views,
    standing: faults.includes('moved') ? 'unsure' : standing,
    since,
    faults,
  }
}

function compare(state: HealthState, edges: Uint8Array, width: number): Recognised {
  const { background, views, standing, faults } = state
  return standing === 'same'
    ? { background, views, standing, match: matchEdges(background, edges) }
    : recognise({ background, views, isMoved: faults.includes('moved') }, edges, width)
}

/**
 * The sign that explains a picture, and `frozen` beside it: what is dark cannot be judged as covered, nor what is covered
 * as moved. But what was said to have moved is not where it was because it is dark.
 */
function findSigns(luma: Luma, { before, faults }: HealthState, match: EdgeMatch | null): HealthFault[] {
  const { mean, deviation } = measure(luma.data)
  const isFrozen = before !== null && meanChange(before, luma) < FROZEN_SAD
  const view = judgeView({ mean, deviation, match })
  const isStillMoved = faults.includes('moved') && (match === null || !isSameView(match))
  const moved = isStillMoved && view !== 'moved' ? (['moved'] as const) : []
  return [...(isFrozen ? (['frozen'] as const) : []), ...(view ? [view] : []), ...moved]
}

interface View {
  readonly mean: number
  readonly deviation: number
  readonly match: EdgeMatch | null
}

function judgeView({ mean, deviation, match }: View): HealthFault | null {
  if (mean < 10 && deviation < 5) return 'black'
  if (deviation < 8 || (match !== null && match.share < 0.1 && deviation < 20)) return 'covered'
  return match !== null && !isSameView(match) ? 'moved' : null
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
