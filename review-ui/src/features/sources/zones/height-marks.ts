import type { MarkedHeight } from '@sightline/detectors/envelope/size-law'
import type { Point } from '@sightline/detectors/geometry/point'

export type MarkEnd = 'head' | 'foot'
export const markEnds = ['head', 'foot'] as const

/** Where two people stand until they are put where two were seen: one further away, one near. */
export const firstMarks: readonly MarkedHeight[] = [
  { head: { x: 0.4, y: 0.3 }, foot: { x: 0.4, y: 0.4 } },
  { head: { x: 0.6, y: 0.5 }, foot: { x: 0.6, y: 0.8 } },
]

const within = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 10_000) / 10_000

/** One end of one mark at another place, within the picture. */
export const withEnd = (
  marks: readonly MarkedHeight[],
  { mark, end }: { readonly mark: number; readonly end: MarkEnd },
  to: Point,
): readonly MarkedHeight[] =>
  marks.map((one, i) => (i === mark ? { ...one, [end]: { x: within(to.x), y: within(to.y) } } : one))
