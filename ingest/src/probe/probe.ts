import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import type { Clock } from '@sightline/infra/platform/clock'
import { limitTo } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import { type CaptureSink, runCapture, type Sample } from '../sources/rtsp/capture.ts'
import { admitStream } from '../sources/rtsp/admit.ts'
import { CaptureFault } from '../sources/rtsp/capture-fault.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { type Launch, launchHere } from '../media/program.ts'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import { decodePicture } from '../media/still.ts'

export interface ProbeDeps {
  readonly ffmpegPath: string
  /** Who starts it. Default: this process. */
  readonly launch?: Launch
  readonly clock: Clock
  /** Where cameras may be; see `admitStream`. */
  readonly cameraNetworks?: CameraNetworks | undefined
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
  /** The camera sends a clock that behaves like one (`capture-clock`); null where it was seen too shortly to know. */
  readonly hasClock: boolean | null
  /** Null where no key frame seen is a whole picture by itself (intra refresh): it can be captured all the same. */
  readonly snapshotJpeg: Buffer | null
}

/** A camera's sender reports come every few seconds: watched this long at a rate at which trust is earned, one that has a clock has shown it. */
const ENOUGH = { ms: 8000, samples: 60 }

/**
 * Tries an address before it is registered: a wrong password costs exactly one attempt, and only a camera that has let us
 * in is watched for its picture, rate and clock. Throws the `CaptureFault` that capture itself would, or `stream_address_invalid` for a bad address.
 */
export async function probeStream(
  deps: ProbeDeps,
  address: StreamAddress,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const { init, samples } = await watch(deps, address, signal)
  const key = samples.find((sample) => sample.isKey)
  if (!init || !key) throw new CaptureFault('silence', 'no picture came', { samples: samples.length })
  return {
    codec: init.codec,
    width: init.width,
    height: init.height,
    snapshotJpeg: await takeSnapshot({ ...programOf(deps), init, fragment: key }),
    fps: measureFps(samples, init.timescale),
    hasClock: judgeClock(samples),
  }
}

const programOf = ({ ffmpegPath, launch = launchHere }: ProbeDeps) => ({ ffmpegPath, launch })

async function takeSnapshot(key: Parameters<typeof decodePicture>[0]): Promise<Buffer | null> {
  try {
    return (await decodePicture(key)).jpeg
  } catch (error) {
    if (error instanceof CodedError && error.code === 'still_not_decoded') return null
    throw error
  }
}

function judgeClock(samples: readonly Sample[]): boolean | null {
  if (samples.some(({ clock }) => clock.offsetMs !== null)) return true
  return isEnough(samples) ? false : null
}

function isEnough(samples: readonly Sample[]): boolean {
  const [first, last] = [samples[0], samples.at(-1)]
  const isLong = first && last && last.arrivedAt - first.arrivedAt > ENOUGH.ms
  return isLong === true && samples.length >= ENOUGH.samples
}

/** Watches until picture, rate and clock are known or time is up; then the connection is closed. */
async function watch(deps: ProbeDeps, address: StreamAddress, signal: AbortSignal) {
  const seen: { init: InitSegment | null; samples: Sample[] } = { init: null, samples: [] }
  const enough = new AbortController()
  const sink: CaptureSink = {
    init: (init) => void (seen.init = init),
    sample(sample) {
      seen.samples.push(sample)
      const hasAll = sample.clock.offsetMs !== null || isEnough(seen.samples)
      if (hasAll && seen.samples.some((one) => one.isKey)) enough.abort()
    },
    clockJumped: () => undefined,
  }
  const watchMs = deps.watchMs ?? 15_000
  const { describeMs: timeoutMs = 5000, cameraNetworks: networks } = deps
  const place = await admitStream(address, { timeoutMs, networks }, signal)
  const limit = limitTo(watchMs, signal, enough.signal)
  const { clock } = deps
  const admit = (): Promise<StreamAddress> => Promise.resolve(place)
  try {
    return await runCapture(
      { ...programOf(deps), clock, sink, connectMs: watchMs, admit },
      address,
      limit.signal,
    )
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof CaptureFault || !limit.signal.aborted) throw error
    return seen
  } finally {
    limit.end()
  }
}

/** By the median step: the first time stamps of a connection are a guess of ffmpeg's. */
function measureFps(samples: readonly Sample[], timescale: number): number {
  const steps = samples.slice(1).map(({ pts }, i) => pts - (samples[i]?.pts ?? pts))
  const median = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0
  return median > 0 ? Math.round((timescale / median) * 100) / 100 : 0
}
