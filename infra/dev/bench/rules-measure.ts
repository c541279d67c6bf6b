import { cadences, standIns, type Cadence, type NamedStandIn, type RulePlan } from './rules-plan.ts'
import { film, play, variationOf, type Variation } from './rules-play.ts'
import type { Looked } from '../simulator/truth-frames.ts'
import type { RuleRow } from './rules-table.ts'
import { count, nothingYet, together, type Tally } from './rules.ts'

/** What came of one variation. */
export interface Measured {
  readonly plan: RulePlan
  readonly model: NamedStandIn
  readonly cadence: Cadence
  readonly variation: Variation
  readonly tally: Tally
}

interface Measuring {
  readonly onMeasured?: (one: Measured) => void
  /** At most so many variations of each scene. */
  readonly atMost?: number
  /** Which rows are asked for, by eye and cadence; all. */
  readonly isAsked?: (eye: NamedStandIn['name'], cadence: Cadence['name']) => boolean
}

/**
 * One variation under one eye at one cadence. A stay is due when it lasts longer than the rule asks by all that a claim
 * may be off at both ends, and for as many looks as the rule counts and two more.
 */
function measureOne(variation: Variation, cadence: Cadence, looks: readonly Looked[]): Tally {
  const { stillMs, graceMs, hits } = variation.timing
  const told = play(variation, looks, cadence.isGated)
  const leastMs = stillMs + graceMs
  const dueMs = Math.max(leastMs + 2 * cadence.allowedMs, ((hits?.least ?? 0) + 2) * cadence.everyMs)
  return count(told, variation.stays, { leastMs, dueMs })
}

/** One rule under every eye and at every cadence; a variation's seed is its eye's too. */
export function measureRule(
  plan: RulePlan,
  { onMeasured, atMost = Infinity, isAsked = () => true }: Measuring = {},
): RuleRow[] {
  const cells = standIns
    .flatMap((model) => cadences.map((cadence) => ({ plan, model, cadence })))
    .filter(({ model, cadence }) => isAsked(model.name, cadence.name))
  const measured = plan.scenes.flatMap((scene) =>
    Array.from({ length: Math.min(atMost, scene[1]) }, (_, seed) => {
      const variation = variationOf(plan, scene, seed)
      const asked = cells.filter(({ model }) => seed % model.oneIn === 0)
      const films = new Map<string, Looked[]>()
      return asked.map((cell) => {
        const { model, cadence } = cell
        const { everyMs } = cadence
        const key = `${model.name} ${everyMs}`
        const looks = films.get(key) ?? film(variation, { model, everyMs, seed })
        films.set(key, looks)
        return { cell, one: { ...cell, variation, tally: measureOne(variation, cadence, looks) } }
      })
    }).flat(),
  )
  for (const { one } of measured) onMeasured?.(one)
  return cells.map((cell) => {
    const own = measured.filter((one) => one.cell === cell).map(({ one }) => one.tally)
    const { kind, about } = plan
    const named = { kind, ...(about && { about }), standIn: cell.model.name, cadence: cell.cadence.name }
    return { ...named, variations: own.length, tally: own.reduce(together, nothingYet) }
  })
}
