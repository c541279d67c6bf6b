import { type PolygonProblem, polygonProblems } from '@sightline/detectors/geometry/polygon-problems'
import type { Shapes, ShapeRef } from './zone-draft.ts'

export interface ShapeProblem {
  readonly shape: ShapeRef
  readonly problem: PolygonProblem
}

/** Everything that is wrong with the drawn shapes, by the same function that the api refuses with. */
export const shapeProblems = ({ polygon, bays }: Shapes): readonly ShapeProblem[] => [
  ...polygonProblems(polygon).map((problem) => ({ shape: 'zone' as const, problem })),
  ...bays.flatMap((bay, shape) => polygonProblems(bay).map((problem) => ({ shape, problem }))),
]

/** The edges of a shape that cross another, to be drawn as wrong. */
export const crossingEdges = (problems: readonly ShapeProblem[], shape: ShapeRef): ReadonlySet<number> =>
  new Set(
    problems.flatMap((one) =>
      one.shape === shape && one.problem.code === 'self_crossing' ? [...one.problem.edges] : [],
    ),
  )
