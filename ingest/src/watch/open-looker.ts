import type { Judge } from '../judge/judge.ts'
import { worthKnowing } from '../judge/worth-knowing.ts'
import { createLooker, type Looker } from '../perceive/looker.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import { pictured } from './late-looks.ts'
import { createOnSeen } from './on-seen.ts'
import { countOne } from './source-state.ts'
import type { SessionInput } from './session-input.ts'
import type { WatchDeps } from './watch-deps.ts'

interface Judging {
  readonly judge: Pick<Judge, 'look' | 'suspend' | 'state'>
  readonly gatekeeper: Gatekeeper
  readonly fail: (error: unknown) => void
}

interface Looking extends Pick<SessionInput, 'board' | 'source'> {
  readonly deps: Pick<
    WatchDeps,
    'ffmpegPath' | 'launch' | 'clock' | 'turns' | 'modelSet' | 'log' | 'onLookDelay' | 'beside'
  >
}

/** Pictures to the gate, sights to the judge. */
export function openLooker({ deps, board, source }: Looking, { judge, gatekeeper, fail }: Judging): Looker {
  const { beside } = deps
  return createLooker({
    ffmpegPath: deps.ffmpegPath,
    launch: deps.launch,
    clock: deps.clock,
    turns: deps.turns,
    modelSet: deps.modelSet,
    source,
    onSeen: createOnSeen({ deps, board, source }, { judge, gatekeeper, fail }),
    onFrame(frame, init, input) {
      const isWorth = gatekeeper.frame(frame, init, input)
      board.looks = pictured(board.looks, frame.at, isWorth)
      return isWorth
    },
    onDropped(reason) {
      countOne(board.counts.framesDropped, reason)
      // More comes than can be looked at.
      if (reason === 'newer_frame') beside.isBehind()
    },
    wantsPicture: () => beside.wantsPicture(source().id),
    worthKnowing: (at, detections) => {
      const shift = gatekeeper.shiftAt(at)
      const frame = { at, detections, ...(shift && { shift }) }
      return worthKnowing(judge.state().scene.tracker, frame)
    },
    onUnknown: (err) =>
      deps.log.warn(
        { err, sourceId: source().id },
        'people could not be told apart, or their joints not be found',
      ),
    onFailure: (err) => {
      countOne(board.counts.framesDropped, 'inference_failed')
      deps.log.warn({ err, sourceId: source().id }, 'a frame could not be looked at')
    },
  })
}
