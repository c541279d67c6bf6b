import type { Detection, Frame } from '../detection.ts'
import { area, intersection } from '../geometry/box.ts'
import { fitNear } from './fit.ts'
import { toObservations, type Observation } from './observation.ts'
import { doubtOf, learnAfterMs } from './recognise.ts'
import type { UpdateContext, Track, TrackerConfig } from './track.ts'
import type { TrackerState } from './tracker.ts'

/** A person with more of another before them is not the one who would be learnt. */
const mostShared = 0.2
const kind = 'person'

/**
 * The detections of a frame, at most so many, whose looks are worth a model's time before the frame is tracked: first those
 * in doubt between people whose looks are known, then people not known yet who are well seen. Few frames have any.
 */
export function worthEmbedding(
  state: TrackerState,
  frame: Frame,
  { config, most }: { readonly config: TrackerConfig; readonly most: number },
): readonly Detection[] {
  const look = { at: frame.at, lastAt: state.at, config }
  const bright = frame.detections.filter(({ score }) => score >= config.highScore)
  const seen = toObservations(bright, config.mergeIou).filter((one) => one.kind === kind)
  const people = state.tracks.filter((track) => track.kind === kind)
  const wanted = [...inDoubt(people, seen, look), ...unknown(people, seen, look)].slice(0, most)
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

function unknown(
  people: readonly Track[],
  seen: readonly Observation[],
  look: UpdateContext,
): readonly Observation[] {
  const strangers = people.filter(
    ({ appearance, firstAt, seenAt }) =>
      appearance === null && seenAt === look.lastAt && look.at - firstAt >= learnAfterMs,
  )
  const isApart = ({ box }: Observation): boolean =>
    seen.every((other) => other.box === box || intersection(other.box, box) <= mostShared * area(box))
  return strangers.flatMap((track) => {
    const own = seen.filter((one) => fitNear(track, one, look) > 0)
    return own.length === 1 && own.every(isApart) ? own : []
  })
}
