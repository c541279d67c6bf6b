import type { BoundRule } from '../finding.ts'
import { stayKinds } from '../finding.ts'
import type { Box } from '../geometry/point.ts'
import { coverageOf, isAllBlind } from './coverage.ts'
import type { Envelope, LeastSize, Silence } from './silence.ts'
import { lawOfMarks, lawOfSights, type MarkedHeight, type SizeLaw } from './size-law.ts'
import { mustSee, sideOf, type SizedKind } from './sized-kinds.ts'
import type { Sizes } from './sizes.ts'
import { tiltOf, tiltOfLaw, type Tilt } from './tilt.ts'

/** How well a rule sees on its zone. Sides and bands are 0..1 of the picture. */
export interface RuleSight {
  readonly ruleId: string
  /** Null: it says something. */
  readonly silent: Silence | null
  /** What it must make out; null: that is not judged. */
  readonly thing: SizedKind | null
  /** How large that is in the middle of the zone; null: not known yet. */
  readonly side: number | null
  readonly least: LeastSize | null
  /** Of the zone, 0..1. */
  readonly blindShare: number
  readonly blind: readonly Box[]
}

/** What is known of a view. */
export interface KnownView {
  readonly sizes: Sizes
  readonly marks: readonly MarkedHeight[]
  /** The picture's width over its height. */
  readonly aspect: number
  /** Why no rule about such a thing says anything on this view, whatever the size. */
  readonly unfit: (thing: SizedKind) => Silence | null
}

/** What somebody marked is believed before what was seen. */
export const lawFor = ({ marks, sizes, aspect }: Omit<KnownView, 'unfit'>, kind: SizedKind): SizeLaw | null =>
  lawOfMarks(marks, { kind, aspect }) ?? lawOfSights(sizes, kind)

/** How far the camera looks down, and by what that is known. */
export interface ViewTilt extends Tilt {
  readonly by: SizeLaw['from']
}

/** By what somebody marked, else by what was seen of people; null: not known. */
export function tiltOfView({ marks, sizes, aspect }: Omit<KnownView, 'unfit'>): ViewTilt | null {
  if (marks.length > 0) {
    const marked = tiltOf(marks, aspect)
    return marked && { ...marked, by: 'marks' }
  }
  const law = lawOfSights(sizes, 'person')
  const learnt = law && tiltOfLaw(law, aspect)
  return learnt && { ...learnt, by: 'sights' }
}

/**
 * The steepest view on which the model was measured to know the thing, degrees (docs/measurements.md): cars at 30, and no more at
 * about 50; people at 38, and nothing was to be had between that and straight down.
 */
const steepest: Readonly<Record<SizedKind, number>> = { vehicle: 40, person: 44 }

/** Only what somebody marked silences a rule: people who sit nearby would make any view steep. */
function isTooSteep(view: KnownView, thing: SizedKind): boolean {
  const tilt = tiltOfView(view)
  return tilt?.by === 'marks' && tilt.degrees > steepest[thing]
}

/** What a rule must make out; null where that is not judged. */
export function thingOf({ kind }: Pick<BoundRule, 'kind'>): SizedKind | null {
  const stay = stayKinds.find((one) => one === kind)
  return stay ? mustSee[stay] : null
}

/** One rule on its zone. `least`: the smallest side of its thing that the model makes out there; null: not known. */
export function sightOf(rule: BoundRule, view: KnownView, least: number | null): RuleSight {
  const thing = thingOf(rule)
  const nothing = { ruleId: rule.id, thing, silent: null, side: null, least: null, blindShare: 0, blind: [] }
  if (!thing) return nothing
  const unfit = view.unfit(thing) ?? (isTooSteep(view, thing) ? 'steep' : null)
  if (least === null) return { ...nothing, silent: unfit }
  const covered = coverageOf(rule.zone.polygon, lawFor(view, thing), least)
  const { side, blind, knownShare, blindShare } = covered
  return {
    ruleId: rule.id,
    thing,
    silent: unfit ?? (isAllBlind(covered) ? 'too_far' : null),
    side,
    least: { side: sideOf[thing], share: least },
    blindShare: knownShare > 0 ? blindShare : 0,
    blind,
  }
}

/** What the judgement needs of it. */
export const toEnvelope = (sights: readonly RuleSight[]): Envelope => ({
  silent: Object.fromEntries(sights.flatMap(({ ruleId, silent }) => (silent ? [[ruleId, silent]] : []))),
  least: Object.fromEntries(sights.flatMap(({ ruleId, least }) => (least ? [[ruleId, least]] : []))),
})
