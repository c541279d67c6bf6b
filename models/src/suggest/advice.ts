import type { ObjectClass } from '@sightline/detectors/detection'
import { needOf } from '@sightline/detectors/cadence/need'
import { violationKinds, type ViolationKind } from '@sightline/detectors/finding'
import { isServed, rules } from '@sightline/detectors/rules/table'

/** What a model took on this machine. */
export interface Measured {
  readonly name: string
  readonly classes: readonly ObjectClass[]
  /** One look, the model and its decoder, on one of the threads while all of them look; median, ms. */
  readonly lookMs: number
  /** All threads together, fed back to back. */
  readonly looksPerSecond: number
  /** AP on COCO as its authors publish it, for the order alone; null: nobody has said. */
  readonly publishedAp: number | null
  /** Nobody has evaluated it with this build. */
  readonly isUntried: boolean
}

/** How many sources a model affords if each had this one rule, as it is set by default, and always something to look at. */
export interface RuleRow {
  readonly kind: ViolationKind
  /** The longest time between two looks that serves it, ms. */
  readonly needMs: number
  readonly sources: number
}

export interface ModelAdvice extends Measured {
  /** What is left of the looks when the machine also decodes, records and seals. */
  readonly lasting: number
  readonly rows: readonly RuleRow[]
}

export interface Advice {
  readonly models: readonly ModelAdvice[]
  /** The most accurate that affords so many sources of that rule; null: none does. */
  readonly suggested: string | null
  /** They would afford it too, once somebody has evaluated them. */
  readonly untried: readonly string[]
}

export interface Machine {
  readonly cores: number
}

/** So many sources at least, each with that rule. */
export interface Wanted {
  readonly sources: number
  readonly rule: ViolationKind
}

/**
 * What a look costs besides the model, ms of a core: decoding, scaling, recording. `bench:scale` of 2026-11-29: 12 busy
 * sources took 1.66 cores for 19 looks a second (25 ms of them the model), the ones that key frames serve 0.35 for 5.6.
 */
const besideMs = 60
/** Of the cores: the rest is for what comes at once. */
const most = 0.75

/** What measured models afford, and which of them suits. Pure. */
export function adviceOf(measured: readonly Measured[], { cores }: Machine, wanted: Wanted): Advice {
  const models = measured.map((model): ModelAdvice => {
    const lasting = Math.min(model.looksPerSecond, (cores * most * 1000) / (model.lookMs + besideMs))
    return { ...model, lasting, rows: rowsOf(model, lasting) }
  })
  const enough = models.filter(({ rows }) =>
    rows.some(({ kind, sources }) => kind === wanted.rule && sources >= wanted.sources),
  )
  const [best] = enough.filter(({ isUntried }) => !isUntried).toSorted(byWorth)
  const untried = enough.filter(({ isUntried }) => isUntried).map(({ name }) => name)
  return { models, suggested: best?.name ?? null, untried }
}

/** Published accuracy first; of those of which nothing is published, the faster. */
const byWorth = (a: Measured, b: Measured): number =>
  (b.publishedAp ?? 0) - (a.publishedAp ?? 0) || b.looksPerSecond - a.looksPerSecond

/** Rules that these classes alone serve, as they are set by default. */
function rowsOf({ classes }: Measured, lasting: number): RuleRow[] {
  const offered = new Set(classes)
  return violationKinds.flatMap((kind): RuleRow[] => {
    const rule = rules[kind]
    if (rule.of === 'camera' || !isServed(kind, {}, offered)) return []
    const needMs = needOf(rule.timing({}))
    return [{ kind, needMs, sources: Math.floor((lasting * needMs) / 1000) }]
  })
}
