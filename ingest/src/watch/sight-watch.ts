import type { Clock } from '@sightline/infra/platform/clock'
import { CaptureFault } from '../sources/rtsp/capture-fault.ts'
import type { DecoderStats } from '../perceive/decode/decoder.ts'
import { startPictures, stepPictures } from '../perceive/picture-watch.ts'
import type { WatchBoard } from './watch-deps.ts'

export interface SightWatchDeps {
  readonly clock: Clock
  readonly board: Pick<WatchBoard, 'blindSince'>
  /** What it counts grows over all connections. */
  readonly looker: { stats(): Pick<DecoderStats, 'fed' | 'frames'> }
}

/** Watches that those who ask for pictures get some. */
export interface SightWatch {
  /** A new connection. */
  begin(): void
  /** One sample later. Throws `no_picture`, which ends the connection; the board keeps it until a picture comes. */
  check(): void
}

export function watchSight({ clock, board, looker }: SightWatchDeps): SightWatch {
  let pictures = startPictures(looker.stats())
  return {
    begin: () => void (pictures = startPictures(looker.stats())),
    check() {
      const { fed, frames } = looker.stats()
      if (frames > pictures.frames) board.blindSince = null
      const step = stepPictures(pictures, { fed, frames, now: clock.monotonic() })
      pictures = step.state
      if (!step.isBlind) return
      board.blindSince ??= clock.now()
      throw new CaptureFault('no_picture', 'samples arrive, and no picture can be made of them')
    },
  }
}
