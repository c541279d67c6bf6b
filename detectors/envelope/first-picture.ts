import type { Detection } from '../detection.ts'
import { height, width } from '../geometry/box.ts'
import { turns, type Turn } from '../geometry/turn.ts'
import { isKnown, oddOf } from './view-signs.ts'

/** What is seen in one picture, turned each way; each in the picture so turned. */
export type LooksByTurn = Readonly<Record<Turn, readonly Detection[]>>

const sure = 0.5
/** One surely seen person is no reason to turn a camera; two are. */
const enough = 1.2
/** Far better: models find some people upside down too (docs/measurements.md). */
const better = 1.6

/** How surely upright people are seen. `aspect`: of the picture as it comes. */
function uprightness(seen: readonly Detection[], aspect: number, turn: Turn): number {
  const shape = turn === 90 || turn === 270 ? 1 / aspect : aspect
  return seen
    .filter((one) => one.class === 'person' && one.score >= sure && height(one.box) > width(one.box) * shape)
    .reduce((sum, { score }) => sum + score, 0)
}

/** The turn in which people are found far better than as the picture comes; 0: none. */
export function suggestTurn(looks: LooksByTurn, aspect: number): Turn {
  const found = turns.map((turn) => ({ turn, sum: uprightness(looks[turn], aspect, turn) }))
  const now = found.find(({ turn }) => turn === 0)?.sum ?? 0
  const [best] = found.toSorted((a, b) => b.sum - a.sum)
  return best && best.sum >= enough && best.sum >= now * better ? best.turn : 0
}

/** Whether one picture alone looks as from straight above: a phone in nobody's hand, and no vehicle known. A warning, no judgement. */
export const looksSteep = (seen: readonly Detection[]): boolean => oddOf(seen).length > 0 && !isKnown(seen)
