import type { Clock } from '@sightline/infra/platform/clock'
import { type CaptureDeps, type CaptureSink, runCapture, type Sample } from '../capture/capture.ts'
import { CaptureFault, type FaultCode } from '../capture/capture-fault.ts'
import type { InitSegment } from '../capture/init-segment.ts'
import type { StreamAddress } from '../capture/rtsp-address.ts'
import { decodePicture } from '../capture/still.ts'
import { describe } from './describe.ts'
import { type ProbeCode, ProbeFault } from './probe-fault.ts'

export interface ProbeDeps {
  readonly ffmpegPath: string
  readonly clock: Clock
  /** For the camera's answer. Default 5000. */
  readonly describeMs?: number
  /** For the first key frame after it, and then for the clock and the rate. Default 15 000. */
  readonly watchMs?: number
}

export interface ProbeResult {
  /** RFC 6381. */
  readonly codec: string
  readonly width: number
  readonly height: number
  /** Measured over the samples seen, not what the camera claims. */
  readonly fps: number
  /** The camera sends a clock that behaves like one (`capture-clock`). */
  readonly hasClock: boolean
  readonly snapshotJpeg: Buffer
}

const PROBE_CODES: Readonly<Record<FaultCode, ProbeCode>> = {
  auth: 'unauthorised',
  not_found: 'not_found',
  refused: 'unreachable',
  network: 'unreachable',
  codec: 'unsupported_codec',
  silence: 'silent',
  ended: 'silent',
  media_time: 'silent',
  picture_changed: 'silent',
  no_picture: 'unsupported_codec',
  no_key_frame: 'unsupported_codec',
}

/** A camera's sender reports come every few seconds: watched this long, one that has a clock has shown it. */
const ENOUGH_MS = 8000

/**
 * Tries an address before it is registered: a wrong password costs exactly one attempt, and only a camera that has let us
 * in is watched for its picture, rate and clock. Throws a `ProbeFault`, or `stream_address_invalid` for a bad address.
 */
export async function probeStream(
  deps: ProbeDeps,
  address: StreamAddress,
  signal: AbortSignal,
): Promise<ProbeResult> {
  await describe(address, deps.describeMs ?? 5000, signal)
  const { init, samples } = await watch(deps, address, signal)
  const key = samples.find((sample) => sample.isKey)
  if (!init || !key) throw new ProbeFault('silent', { samples: samples.length })
  const { jpeg } = await decodePicture({ ffmpegPath: deps.ffmpegPath, init, fragment: key })
  return {
    ...{ codec: init.codec, width: init.width, height: init.height, snapshotJpeg: jpeg },
    fps: measureFps(samples, init.timescale),
    hasClock: samples.some((sample) => sample.clock.offsetMs !== null),
  }
}

/** Watches until picture, rate and clock are known or time is up; then the connection is closed. */
async function watch(deps: ProbeDeps, address: StreamAddress, signal: AbortSignal) {
  const seen: { init: InitSegment | null; samples: Sample[] } = { init: null, samples: [] }
  const enough = new AbortController()
  const sink: CaptureSink = {
    init: (init) => void (seen.init = init),
    sample(sample) {
      seen.samples.push(sample)
      const first = seen.samples[0] ?? sample
      const hasAll = sample.clock.offsetMs !== null || sample.arrivedAt - first.arrivedAt > ENOUGH_MS
      if (hasAll && seen.samples.some((one) => one.isKey)) enough.abort()
    },
    clockJumped: () => undefined,
  }
  const watchMs = deps.watchMs ?? 15_000
  const limit = AbortSignal.any([signal, enough.signal, AbortSignal.timeout(watchMs)])
  const capture: CaptureDeps = { ffmpegPath: deps.ffmpegPath, clock: deps.clock, sink, connectMs: watchMs }
  try {
    return await runCapture(capture, address, limit)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof CaptureFault) throw new ProbeFault(PROBE_CODES[error.code], { detail: error.detail })
    if (!limit.aborted) throw error
    return seen
  }
}

/** By the median step: the first time stamps of a connection are a guess of ffmpeg's. */
function measureFps(samples: readonly Sample[], timescale: number): number {
  const steps = samples.slice(1).map(({ pts }, i) => pts - (samples[i]?.pts ?? pts))
  const median = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0
  return median > 0 ? Math.round((timescale / median) * 100) / 100 : 0
}
