import { proportion } from '@sightline/detectors/measures/proportion'
import type { Truth } from '../../contract/verdict.ts'
import type { PrecisionFigure, TruthCounts } from '../../contract/precision.ts'
import type { ShadowComparison } from '../../contract/shadows.ts'
import { matchFindings, type Stood } from './match.ts'

/** A finding of either side with what people said of it: of one in force by its alert, of the shadow's by its picture. */
export interface Told extends Stood {
  readonly truth: Truth
  /** Looks in force at its stay, and how many of them the shadow shared. */
  readonly looks: number
  readonly shared: number
}

export interface Compared<T> {
  readonly comparison: ShadowComparison
  readonly shadowOnly: readonly T[]
  readonly inForceOnly: readonly T[]
}

/** Of a stay that the shadow hardly saw it could find nothing: that says nothing of the model. */
const isComparable = ({ looks, shared }: Told): boolean => shared > 0 && shared * 2 >= looks

/**
 * Holds the findings of a shadow against those in force. What both found has the verdict of its alert: people looked at one
 * thing. Of what one side found alone, what was right speaks for that side and what was wrong against it; by that alone the
 * model is judged, for the rest is the same.
 */
export function compare<T extends Told>(shadow: readonly T[], inForce: readonly T[]): Compared<T> {
  const comparable = inForce.filter(isComparable)
  const rest = inForce.filter((one) => !isComparable(one))
  // What it found all the same of a stay that it hardly saw is no difference either.
  const known = matchFindings(shadow, [...comparable, ...rest])
  const pairs = known.pairs.filter(({ inForce: own }) => isComparable(own))
  const inForceOnly = known.inForceOnly.filter(isComparable)
  const { shadowOnly } = known
  const both = pairs.map(({ inForce: own }) => own.truth)
  const [alone, others] = [truthsOf(shadowOnly), truthsOf(inForceOnly)]
  const [figure, figureInForce] = [figureOf([...both, ...alone]), figureOf([...both, ...others])]
  const missed = others.filter(isRight).length
  const forIt = alone.filter(isRight).length + others.filter(isWrong).length
  const against = alone.filter(isWrong).length + missed
  const favour = proportion(forIt, forIt + against)
  return {
    comparison: {
      both: pairs.length,
      shadowOnly: shadowOnly.length,
      inForceOnly: inForceOnly.length,
      notCompared: rest.length,
      inForce: figureInForce,
      shadow: figure,
      missed: proportion(missed, figureInForce.counts.right),
      favour,
      judgement: favour.high < 0.5 ? 'worse' : favour.low > 0.5 ? 'better' : 'undecided',
    },
    shadowOnly,
    inForceOnly,
  }
}

const truthsOf = (findings: readonly Told[]): Truth[] => findings.map(({ truth }) => truth)
const isRight = (truth: Truth): boolean => truth === 'right'
const isWrong = (truth: Truth): boolean => truth === 'wrong'

function figureOf(all: readonly Truth[]): PrecisionFigure {
  const counts: TruthCounts = { right: 0, wrong: 0, unsaid: 0, open: 0 }
  for (const truth of all) counts[truth] += 1
  return { counts, precision: proportion(counts.right, counts.right + counts.wrong) }
}
