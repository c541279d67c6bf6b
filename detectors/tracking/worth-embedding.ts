import type { Detection, Frame } from '../detection.ts'
import { area, intersection } from '../geometry/box.ts'
import { fitFar, fitNear, fitPlace } from './fit.ts'
import { toObservations, type Observation } from './observation.ts'
import { doubtOf, learnAfterMs } from './recognise.ts'
import { otherwiseMs, toldApart } from './refound.ts'
import { isSettledBy, type UpdateContext, type Track, type TrackerConfig } from './track.ts'
import type { TrackerState } from './tracker.ts'

/** A person with more of another before them is not the one who would be learnt. */
const mostShared = 0.2
/** Who was out of sight for so long is compared before he is found again. */
const comparedAfterMs = 1000
/** How somebody looks is learnt anew after so long in sight: he turns round, and sits down. */
const learnEveryMs = 10_000

/**
 * The detections of a frame, at most so many, whose looks are worth a model's time before the frame is tracked: first those
 * in doubt between people whose looks are known, and those who may be somebody found again; then people not known yet, or not
 * looked at for long, who are well seen. Few frames have any.
 */
export function worthEmbedding(
  state: TrackerState,
  frame: Frame,
  { config, most }: { readonly config: TrackerConfig; readonly most: number },
): readonly Detection[] {
  const look = { at: frame.at, lastAt: state.at, config }
  const bright = frame.detections.filter(({ score }) => score >= config.highScore)
  const seen = toObservations(bright, config.mergeIou).filter((one) => one.kind === toldApart)
  const people = state.tracks.filter((track) => track.kind === toldApart)
  const first = [...inDoubt(people, seen, look), ...foundAgain(people, seen, look)]
  const wanted = [...new Set([...first, ...unknown(people, seen, look)])].slice(0, most)
  return frame.detections.filter(({ box }) => wanted.some((one) => one.box === box))
}

function inDoubt(
  people: readonly Track[],
  seen: readonly Observation[],
  look: UpdateContext,
): readonly Observation[] {
  const { lost, seen: back, mayBe } = doubtOf(people, seen, look)
  return back.filter((_, j) => {
    const candidates = lost.filter((_track, i) => mayBe[i]?.[j])
    return candidates.length > 0 && candidates.every(({ appearance }) => appearance !== null)
  })
}

/** Sights that may be somebody whose look is known, and who was out of sight until now. */
function foundAgain(
  people: readonly Track[],
  seen: readonly Observation[],
  look: UpdateContext,
): readonly Observation[] {
  const watched = people.filter(({ seenAt }) => seenAt === look.lastAt)
  const lost = people.filter(
    ({ appearance, seenAt }) => appearance !== null && look.at - seenAt >= comparedAfterMs,
  )
  const mayBe = (track: Track, one: Observation): boolean =>
    [fitNear, fitPlace, fitFar].some((fit) => fit(track, one, look) > 0)
  return seen.filter(
    (one) =>
      lost.some((track) => track.seenAt < look.lastAt && mayBe(track, one)) &&
      !watched.some((track) => fitNear(track, one, look) > 0) &&
      isClear(one, seen),
  )
}

/** Not learnt yet, or not for long; not since it settled, which shows it from another side; or as if it were another. */
function isDue({ learntAt, otherwiseAt, standing, still }: Track, at: number): boolean {
  if (learntAt === null) return true
  if (standing === null && isSettledBy(still, at)) return true
  return at - learntAt >= (otherwiseAt === null ? learnEveryMs : otherwiseMs)
}

/** A box that ends so close to the edge of the picture is cut off by it. */
const edge = 0.002

/** All of him is to be seen, and little of others before him. */
function isClear({ box }: Observation, seen: readonly Observation[]): boolean {
  const isWhole = box.left > edge && box.top > edge && box.right < 1 - edge && box.bottom < 1 - edge
  return (
    isWhole &&
    seen.every((other) => other.box === box || intersection(other.box, box) <= mostShared * area(box))
  )
}

function unknown(
  people: readonly Track[],
  seen: readonly Observation[],
  look: UpdateContext,
): readonly Observation[] {
  const strangers = people.filter(
    (track) =>
      track.seenAt === look.lastAt && look.at - track.firstAt >= learnAfterMs && isDue(track, look.at),
  )
  return strangers.flatMap((track) => {
    const own = seen.filter((one) => fitNear(track, one, look) > 0)
    return own.length === 1 && own.every((one) => isClear(one, seen)) ? own : []
  })
}
