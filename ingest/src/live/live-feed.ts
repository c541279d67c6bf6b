import type { CaptureSink, Sample } from '../sources/rtsp/capture.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { toLiveFragment } from './live-fragment.ts'
import { createLiveQueue, type LiveOutlet, type LivePiece, type LiveQueue } from './live-queue.ts'

/** What can be watched of one source: a consumer of the connection that capture holds, for any number of viewers. */
export interface LiveFeed extends Pick<CaptureSink, 'init' | 'sample'> {
  /** The connection is over: so is what everybody watches. */
  end(): void
  /** Ends what everybody watches when nothing has come for too long; call it several times a second. */
  sweep(): void
  /** Whether there is something of now to be seen, and in which codec. */
  playing(): InitSegment | null
  /** Gives the outlet the init segment, the pictures since the last key frame, then each as it comes. Only while `playing`. */
  join(outlet: LiveOutlet): LiveViewer
  viewers(): number
}

export interface LiveViewer {
  /** The outlet takes more again. */
  drained(): void
  leave(): void
  dropped(): number
}

/** Within 5 s, with the sweep (design §5). */
export const liveSilenceMs = 4500
/** A group of pictures longer than this is not kept: who joins then waits for the next key frame. */
const maxGroupBytes = 16 << 20

export function createLiveFeed(monotonic: () => number): LiveFeed {
  const viewers = new Map<LiveOutlet, LiveQueue>()
  const group = createGroup()
  let init: InitSegment | null = null
  let heardAt = -Infinity
  const isSilent = (): boolean => monotonic() - heardAt > liveSilenceMs

  function endAll(): void {
    group.clear()
    for (const outlet of viewers.keys()) outlet.end()
    viewers.clear()
  }

  return {
    init(next) {
      endAll()
      init = next
    },
    sample(sample) {
      heardAt = monotonic()
      group.add(sample)
      const piece = viewers.size > 0 ? toPiece(sample) : null
      if (piece) for (const queue of viewers.values()) queue.push(piece)
    },
    end() {
      init = null
      endAll()
    },
    sweep: () => void (isSilent() && endAll()),
    playing: () => (isSilent() ? null : init),
    join(outlet) {
      const queue = createLiveQueue(outlet, monotonic)
      if (init) outlet.write(init.bytes)
      for (const sample of group.samples()) queue.push(toPiece(sample))
      viewers.set(outlet, queue)
      const leave = (): void => void viewers.delete(outlet)
      const drained = (): void => void (viewers.has(outlet) && queue.drained())
      return { drained, leave, dropped: queue.dropped }
    },
    viewers: () => viewers.size,
  }
}

/** Made for whoever watches: where nobody does, a sample costs nothing here. */
const toPiece = (sample: Sample): LivePiece => ({ bytes: toLiveFragment(sample), isKey: sample.isKey })

/** The samples since the last key frame; none while that key frame is not held. */
function createGroup() {
  let samples: Sample[] = []
  let bytes = 0
  return {
    add(sample: Sample): void {
      if (sample.isKey) [samples, bytes] = [[], 0]
      else if (samples.length === 0) return
      samples.push(sample)
      bytes += sample.bytes.length
      if (bytes > maxGroupBytes) [samples, bytes] = [[], 0]
    },
    clear: (): void => void ([samples, bytes] = [[], 0]),
    samples: (): readonly Sample[] => samples,
  }
}
