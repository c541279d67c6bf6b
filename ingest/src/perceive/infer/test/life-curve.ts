import type { Detection, Frame } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { emptyScene, step } from '@sightline/detectors/scene'
import { livelyFrom } from '@sightline/detectors/tracking/life'
import { isLifeless } from '@sightline/detectors/tracking/lifeless'
import { hasSettled, trackerDefaults } from '@sightline/detectors/tracking/track'

/** Looks at one film, and where in it that stands which was never alive. */
export interface CurveFilm {
  readonly looks: readonly Frame[]
  readonly lifelessAt: readonly Box[]
}

/** Of the looks at what stands: how many of each kind there are, and how many are taken for lifeless. */
export interface CurvePoint {
  readonly limit: number
  readonly posts: { readonly looks: number; readonly lifeless: number }
  readonly living: { readonly looks: number; readonly lifeless: number }
}

const everywhere = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
const rule = {
  id: 'everywhere',
  version: 1,
  kind: 'angling' as const,
  params: { minHeight: 0.01 },
  zone: { id: 'everywhere', version: 1, polygon: everywhere, bays: [], hours: [] },
}
/** The rule's own time by default. */
const stillMs = 60_000
/** A stand is judged from here on: enough looks were measured. */
const judgedFromMs = 6000

/** What a limit makes of a stirring: surely alive, or not at all. */
const atLimit =
  (limit: number) =>
  (seen: Detection): Detection =>
    seen.stir === undefined ? seen : { ...seen, stir: Number(seen.stir >= limit) }

/** The tracker and the measure of life as in production, for one limit from which on a stirring shows life. */
export function curveAt(limit: number, { looks, lifelessAt }: CurveFilm): CurvePoint {
  const point = { limit, posts: { looks: 0, lifeless: 0 }, living: { looks: 0, lifeless: 0 } }
  let state = emptyScene
  for (const { at, detections } of looks) {
    const frame = { at, detections: detections.map(atLimit(limit)) }
    state = step(state, frame, { sourceId: 'film', tracker: trackerDefaults, rules: [rule] }).state
    const standing = state.tracker.tracks.filter(
      (one) => one.kind === 'person' && one.seenAt === at && !one.away && hasSettled(one),
    )
    for (const one of standing) {
      if (at - one.still.fromAt < judgedFromMs || one.life.spans.length === 0) continue
      const tally = lifelessAt.some((box) => iou(box, one.place) >= 0.3) ? point.posts : point.living
      tally.looks += 1
      tally.lifeless += Number(isLifeless(one, stillMs))
    }
  }
  return point
}

export const limits = [0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3] as const

const share = ({ looks, lifeless }: CurvePoint['posts'], isWrong: (lifeless: number) => number): string =>
  looks === 0 ? '–' : `${((100 * isWrong(lifeless)) / looks).toFixed(1)} %`

/** One line of the table: of the lifeless those taken for alive, of the living those taken for lifeless, at each limit. */
function curveLines(name: string, points: readonly CurvePoint[]): string {
  const [first] = points
  const rows = [
    ['taken for alive', (one: CurvePoint) => share(one.posts, (lifeless) => one.posts.looks - lifeless)],
    ['taken for lifeless', (one: CurvePoint) => share(one.living, (lifeless) => lifeless)],
  ] as const
  const counts = [first?.posts.looks ?? 0, first?.living.looks ?? 0]
  return rows
    .map(([what, of], i) => `| ${name} | ${what} | ${counts[i]} | ${points.map(of).join(' | ')} |`)
    .join('\n')
}

const header = `| film | | looks | ${limits.join(' | ')} |\n| --- | --- | --- | ${limits.map(() => '---').join(' | ')} |`
export const curveTable = (name: string, points: readonly CurvePoint[]): string =>
  `${header}\n${curveLines(name, points)}`

/** What the limit in force makes of it. */
export function atOurs(points: readonly CurvePoint[]): CurvePoint {
  const ours = points.find(({ limit }) => limit === livelyFrom)
  if (!ours) throw new Error(`the curve has no point at ${livelyFrom}`)
  return ours
}
