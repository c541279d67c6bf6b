import { placement } from '@sightline/models/letterbox'
import type { Judge } from '../judge/judge.ts'
import { worthKnowing } from '../judge/worth-knowing.ts'
import { createLooker, type Camera, type Looker } from '../perceive/looker.ts'
import { measureQuality } from '../perceive/gate/picture-quality.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import type { EnvelopeWatch } from './envelope-watch.ts'
import { pictured } from './late-looks.ts'
import { createOnSeen } from './on-seen.ts'
import { countOne } from './source-state.ts'
import type { SessionInput } from './session-input.ts'
import type { WatchDeps } from './watch-deps.ts'

interface Judging {
  readonly judge: Pick<Judge, 'look' | 'suspend' | 'turn' | 'state' | 'envelope'>
  readonly gatekeeper: Gatekeeper
  readonly envelope: Pick<EnvelopeWatch, 'see' | 'forget' | 'picture' | 'quality'>
  readonly fail: (error: unknown) => void
}

interface Looking extends Pick<SessionInput, 'board' | 'source'> {
  readonly deps: Pick<
    WatchDeps,
    'ffmpegPath' | 'launch' | 'clock' | 'turns' | 'modelSet' | 'log' | 'onLookDelay' | 'beside'
  >
}

/** The first picture that is turned otherwise: another view, and the right one. */
function takeTurned(
  camera: Camera,
  { gatekeeper, envelope }: Pick<Judging, 'gatekeeper' | 'envelope'>,
): void {
  gatekeeper.acceptView()
  envelope.forget()
  envelope.picture(camera)
}

/** Pictures to the gate, sights to the judge. */
export function openLooker(
  { deps, board, source }: Looking,
  { judge, gatekeeper, envelope, fail }: Judging,
): Looker {
  const { beside } = deps
  let lastTurn = judge.state().turn
  return createLooker({
    ffmpegPath: deps.ffmpegPath,
    launch: deps.launch,
    clock: deps.clock,
    turns: deps.turns,
    modelSet: deps.modelSet,
    source,
    onSeen: createOnSeen({ deps, board, source }, { judge, gatekeeper, envelope, fail }),
    onFrame(frame, camera, input) {
      if (camera.turn !== lastTurn) takeTurned(camera, { gatekeeper, envelope })
      lastTurn = camera.turn
      envelope.quality(frame.at, () => {
        const content = placement(input, camera)
        return measureQuality({ picture: frame.picture, widthPx: input.width, content })
      })
      const isWorth = gatekeeper.frame(frame, camera, input)
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
    shiftAt: (at) => gatekeeper.shiftAt(at),
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
