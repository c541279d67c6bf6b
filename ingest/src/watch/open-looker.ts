import type { Judge } from '../judge/judge.ts'
import { worthKnowing } from '../judge/worth-knowing.ts'
import { createLooker, type Looker, type SeenSample } from '../perceive/looker.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import { pictured, seen } from './late-looks.ts'
import { countOne } from './source-state.ts'
import type { SessionInput } from './session-input.ts'

interface Judging {
  readonly judge: Judge
  readonly gatekeeper: Gatekeeper
  readonly fail: (error: unknown) => void
}

/** Pictures to the gate, sights to the judge. On a view that is not known to be the zones' own nothing is judged. */
export function openLooker(
  { deps, board, source }: Omit<SessionInput, 'onOpen'>,
  { judge, gatekeeper, fail }: Judging,
): Looker {
  let isSuspended = false
  const onSeen = ({ at, detections, sample, init, by }: SeenSample): void => {
    board.counts.framesLooked += 1
    board.looks = seen(board.looks)
    deps.onLookDelay(deps.clock.now() - sample.arrivedAt)
    const video = { codec: init.codec, width: init.width, height: init.height, fps: board.rate.fps() }
    const stream = { video, fingerprint: init.parametersSha256, clock: sample.clock }
    const moment = { stream, by }
    const wasSuspended = isSuspended
    const whyNot = gatekeeper.whyNotJudged()
    isSuspended = whyNot === 'view_moved'
    if (whyNot) countOne(board.counts.framesDropped, whyNot)
    if (isSuspended && !wasSuspended) judge.suspend(at, moment).catch(fail)
    const shift = gatekeeper.shiftAt(at)
    if (!whyNot) judge.look({ at, detections, ...(shift && { shift }) }, moment).catch(fail)
  }
  return createLooker({
    ffmpegPath: deps.ffmpegPath,
    launch: deps.launch,
    clock: deps.clock,
    turns: deps.turns,
    modelSet: deps.modelSet,
    source,
    onSeen,
    onFrame(frame, init, input) {
      const isWorth = gatekeeper.frame(frame, init, input)
      board.looks = pictured(board.looks, frame.at, isWorth)
      return isWorth
    },
    onDropped: (reason) => countOne(board.counts.framesDropped, reason),
    worthKnowing: (at, detections) => {
      const shift = gatekeeper.shiftAt(at)
      const frame = { at, detections, ...(shift && { shift }) }
      return worthKnowing(judge.state().scene.tracker, frame)
    },
    shiftAt: (at) => gatekeeper.shiftAt(at),
    onUnknown: (err) => deps.log.warn({ err, sourceId: source().id }, 'people could not be told apart'),
    onFailure: (err) => {
      countOne(board.counts.framesDropped, 'inference_failed')
      deps.log.warn({ err, sourceId: source().id }, 'a frame could not be looked at')
    },
  })
}
