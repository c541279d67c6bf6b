import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import type { Clock } from '@sightline/infra/platform/clock'
import { letterboxFilter } from '@sightline/models/letterbox'
import type { NetworkInput } from '@sightline/models/manifest'
import type { Detector } from '@sightline/models/session/detector'
import type { Sample } from '../capture/capture.ts'
import { createDecoder, type DecodedFrame, type Decoder, type DecoderStats } from '../capture/decoder.ts'
import type { Cadence } from '../capture/feed-plan.ts'
import type { InitSegment } from '../capture/init-segment.ts'

/** What the network saw in one sample. */
export interface Sight {
  readonly at: number
  readonly detections: readonly Detection[]
  readonly sample: Sample
  readonly init: InitSegment
}

export interface LookerDeps {
  readonly sourceId: string
  readonly ffmpegPath: string
  readonly clock: Clock
  /** Null until a network is ready: until then nothing is decoded. */
  readonly eye: () => Eye | null
  /** In the order of capture. */
  readonly onSight: (sight: Sight) => void
  /** Answers whether the network should see it. */
  readonly onFrame: (frame: DecodedFrame, init: InitSegment, input: NetworkInput) => boolean
  readonly onDropped: (reason: string) => void
  readonly onFailure: (error: unknown) => void
}

/** A network that looks, and how its input is made. */
export interface Eye {
  readonly detector: Detector
  readonly input: NetworkInput
  /** What it can report. */
  readonly classes: readonly ObjectClass[]
}

/** Decodes one source on demand and shows the pictures to the network. */
export interface Looker {
  init(init: InitSegment): void
  sample(sample: Sample): void
  setCadence(cadence: Cadence): void
  cadence(): Cadence
  stats(): Pick<DecoderStats, 'unmatched' | 'lostGroups' | 'deaths'>
  stop(): Promise<void>
}

/** The most pictures a second that are looked at (design §3.2). */
const fullFps = 5

export function createLooker(deps: LookerDeps): Looker {
  const retired = createRetirement()
  let cadence: Cadence = { mode: 'none', keyEveryMs: 0 }
  let init: InitSegment | null = null
  let decoder: Decoder | null = null
  return {
    init(next) {
      if (decoder) retired.take(decoder)
      decoder = null
      init = next
    },
    sample(sample) {
      if (!init) return
      decoder ??= openDecoder(deps, init, cadence)
      decoder?.feed(sample)
    },
    setCadence(next) {
      cadence = next
      decoder?.setCadence(next)
    },
    cadence: () => cadence,
    stats: () => retired.statsWith(decoder),
    async stop() {
      if (decoder) retired.take(decoder)
      decoder = null
      await retired.gone()
    },
  }
}

/** A decoder for one connection, or null while there is no network to decode for. */
function openDecoder(deps: LookerDeps, init: InitSegment, cadence: Cadence): Decoder | null {
  const eye = deps.eye()
  if (!eye) return null
  const { width, height } = eye.input
  return createDecoder({
    ...{ ffmpegPath: deps.ffmpegPath, clock: deps.clock, init, cadence, fps: fullFps },
    ...{ width, height, filter: letterboxFilter(eye.input) },
    onFrame: (frame) => look(deps, { eye, init, frame }),
  })
}

function look(
  deps: LookerDeps,
  { eye, init, frame }: { eye: Eye; init: InitSegment; frame: DecodedFrame },
): void {
  if (!deps.onFrame(frame, init, eye.input)) return deps.onDropped('unchanged')
  const picture = { width: init.width, height: init.height }
  eye.detector.submit(deps.sourceId, frame.picture, picture).then((seen) => {
    if (seen.kind === 'dropped') return deps.onDropped(seen.reason)
    deps.onSight({ at: frame.at, detections: seen.detections, sample: frame.sample, init })
  }, deps.onFailure)
}

type Stats = ReturnType<Looker['stats']>

/** Decoders of earlier connections: what they counted, and whether they are gone. */
function createRetirement() {
  const ending = new Set<Promise<void>>()
  let total: Stats = { unmatched: 0, lostGroups: 0, deaths: 0 }
  const statsWith = (decoder: Decoder | null): Stats => {
    const now = decoder?.stats()
    if (!now) return total
    return {
      unmatched: total.unmatched + now.unmatched,
      lostGroups: total.lostGroups + now.lostGroups,
      deaths: total.deaths + now.deaths,
    }
  }
  return {
    statsWith,
    take(decoder: Decoder): void {
      total = statsWith(decoder)
      const end = decoder.stop().finally(() => ending.delete(end))
      ending.add(end)
    },
    gone: async (): Promise<void> => void (await Promise.all(ending)),
  }
}
