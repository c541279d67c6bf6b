import { turnSize } from '@sightline/detectors/geometry/turn'
import type { Judge } from '../judge/judge.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import type { SeenSample } from '../perceive/looker.ts'
import type { EnvelopeWatch } from './envelope-watch.ts'
import { isLookedAtLate, seen } from './late-looks.ts'
import type { SessionInput } from './session-input.ts'
import { countOne } from './source-state.ts'
import type { WatchDeps } from './watch-deps.ts'

export interface Judging {
  readonly judge: Pick<Judge, 'look' | 'suspend' | 'turn' | 'envelope'>
  readonly gatekeeper: Pick<Gatekeeper, 'whyNotJudged' | 'shiftAt'>
  readonly envelope: Pick<EnvelopeWatch, 'see' | 'forget'>
  readonly fail: (error: unknown) => void
}

interface Input extends Pick<SessionInput, 'board' | 'source'> {
  readonly deps: Pick<WatchDeps, 'clock' | 'onLookDelay' | 'beside'>
}

/** From a picture's arrival to what was seen in it: beyond this the worker has enough to do, ms. */
const lateMs = 1_500

/**
 * What was seen goes to the judge; on a view that is not known to be the zones' own nothing is judged. Who looks beside is
 * told of it afterwards, and gives nothing back.
 */
export function createOnSeen({ deps, board, source }: Input, judging: Judging) {
  const { judge, gatekeeper, envelope, fail } = judging
  const { beside } = deps
  let isSuspended = false
  return ({ at, detections, sample, init, turn, by, picture }: SeenSample): void => {
    board.counts.framesLooked += 1
    board.looks = seen(board.looks)
    const delayMs = deps.clock.now() - sample.arrivedAt
    deps.onLookDelay(delayMs)
    if (delayMs > lateMs || isLookedAtLate(board.looks, at)) beside.isBehind()
    const video = { codec: init.codec, width: init.width, height: init.height, fps: board.rate.fps() }
    const stream = { video, fingerprint: init.parametersSha256, clock: sample.clock }
    const moment = { stream, by }
    if (turn !== source().turn) return countOne(board.counts.framesDropped, 'turned')
    judge.turn(turn, at, moment).catch(fail)
    const wasSuspended = isSuspended
    const whyNot = gatekeeper.whyNotJudged()
    isSuspended = whyNot === 'view_moved'
    if (whyNot) countOne(board.counts.framesDropped, whyNot)
    const isNew = isSuspended && !wasSuspended
    if (isNew) {
      envelope.forget()
      judge.suspend(at, moment).catch(fail)
    }
    if (!whyNot) envelope.see(at, detections)
    const shift = gatekeeper.shiftAt(at)
    const frame = { at, detections, ...(shift && { shift }) }
    if (!whyNot) judge.look(frame, moment).catch(fail)
    if (isNew) beside.suspended(source().id, at)
    const size = turnSize({ width: init.width, height: init.height }, turn)
    if (!whyNot) beside.looked({ ...frame, picture, size, source: source(), envelope: judge.envelope() })
  }
}
