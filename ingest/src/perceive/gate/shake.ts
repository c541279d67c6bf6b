import type { Point } from '@sightline/detectors/geometry/point'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { overlay } from './shake-align.ts'
import { toCoarse, toSlopes, toView, type View } from './shake-view.ts'

/** What is remembered of the view at rest. In memory only: a new start learns it anew in seconds; `health` knows the view. */
export interface ShakeState {
  /** Null before the first picture. */
  readonly known: Known | null
  /** How far the picture is now from the view at rest, shares of the picture; null where that is not known. */
  readonly shift: Point | null
}

interface Known {
  /** The lasting picture, laid together from many. */
  readonly data: Float32Array
  readonly view: View
  readonly width: number
  readonly height: number
  readonly refreshedAt: number
  /** When a picture was last found to show this view. */
  readonly matchedAt: number
  readonly firstAt: number
  /** Pictures found to show this view, until it is learnt. */
  readonly looks: number
  /** Where the view rests, px off the lasting picture: the mean of the pictures it was learnt from. */
  readonly rest: Point
}

export const noShake: ShakeState = { known: null, shift: null }

/** A mast sways about once a second: its rest is the mean over several of its swings. */
const looksToLearn = 20
const learnsForMs = 4000
/** The lasting picture takes in new ones so often and so slowly: daylight goes with it, a bus at a stop hardly. */
const refreshEveryMs = 1000
const refreshWithinMs = 60_000
const refreshMostMs = 5000
/** A view that no picture has shown for so long is not this camera's any more: another is learnt. */
const forgetAfterMs = 60_000
/** Less than this, px, is how well it can be told, and no shake. */
const steadyPx = 0.15

/**
 * One picture later. The shift is told against the view as it was learnt, which stays where it is: what is the same view
 * refreshes it, laid where it belongs, so that light and season go with it and it does not creep. Whether a view that stays
 * away is another one is for `health` to say, not for this.
 */
export function stepShake({ known }: ShakeState, luma: Luma, at: number): ShakeState {
  if (!known || known.width !== luma.width || known.height !== luma.height) return begin(luma, at)
  const { width, height, data } = luma
  const laid = overlay(
    known.view,
    { fine: toSlopes(data, width, height), coarse: toCoarse(luma) },
    known.rest,
  )
  if (!laid) return at - known.matchedAt > forgetAfterMs ? begin(luma, at) : { known, shift: null }
  const next = refresh(learn({ ...known, matchedAt: at }, laid.off, at), { luma, off: laid.off, at })
  return { known: next, shift: isLearnt(next, at) ? shiftOf(laid.off, next) : null }
}

function begin({ data, width, height }: Luma, at: number): ShakeState {
  const lasting = Float32Array.from(data)
  const times = { refreshedAt: at, matchedAt: at, firstAt: at }
  const view = toView(lasting, width, height)
  return {
    known: { data: lasting, view, width, height, ...times, looks: 1, rest: { x: 0, y: 0 } },
    shift: null,
  }
}

const isLearnt = ({ looks, firstAt }: Known, at: number): boolean =>
  looks >= looksToLearn && at - firstAt >= learnsForMs

function learn(known: Known, off: Point, at: number): Known {
  if (isLearnt(known, at)) return known
  const looks = known.looks + 1
  const { x, y } = known.rest
  return { ...known, looks, rest: { x: x + (off.x - x) / looks, y: y + (off.y - y) / looks } }
}

function shiftOf(off: Point, { rest, width, height }: Known): Point {
  const [x, y] = [off.x - rest.x, off.y - rest.y]
  if (Math.hypot(x, y) < steadyPx) return { x: 0, y: 0 }
  const round = (share: number): number => Math.round(share * 1e5) / 1e5
  return { x: round(x / width), y: round(y / height) }
}

interface Refreshing {
  readonly luma: Luma
  readonly off: Point
  readonly at: number
}

/** Takes in a picture, moved to where the lasting one has it. */
function refresh(known: Known, { luma, off, at }: Refreshing): Known {
  const passed = at - known.refreshedAt
  if (passed < refreshEveryMs) return known
  const weight = Math.min(passed, refreshMostMs) / refreshWithinMs
  const { width, height } = known
  const data = Float32Array.from(known.data)
  const [x0, y0] = [Math.floor(off.x), Math.floor(off.y)]
  const [fx, fy] = [off.x - x0, off.y - y0]
  const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  for (let y = Math.max(0, -y0); y < Math.min(height, height - 1 - y0); y++)
    for (let x = Math.max(0, -x0); x < Math.min(width, width - 1 - x0); x++) {
      const [to, from] = [y * width + x, (y + y0) * width + x + x0]
      const seen =
        a * (luma.data[from] ?? 0) +
        b * (luma.data[from + 1] ?? 0) +
        c * (luma.data[from + width] ?? 0) +
        d * (luma.data[from + width + 1] ?? 0)
      data[to] = (data[to] ?? 0) + (seen - (data[to] ?? 0)) * weight
    }
  return { ...known, data, view: toView(data, width, height), refreshedAt: at }
}
