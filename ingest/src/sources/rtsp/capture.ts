import { hash } from 'node:crypto'
import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import type { Clock } from '@sightline/infra/platform/clock'
import { CodedError } from '@sightline/infra/platform/error'
import { admitStream, elsewhere, isSamePlace } from './admit.ts'
import { createBoxReader, type Fragment } from '../../media/boxes.ts'
import {
  type ClockSource,
  type ClockState,
  type HeldReading,
  settleOpening,
  startClock,
  stepClock,
} from './capture-clock.ts'
import { CaptureFault, classifyExit } from './capture-fault.ts'
import { createLines } from '../../media/child-process.ts'
import { toCaptureArguments, toConcatScript } from './capture-arguments.ts'
import { complaintIn, redirectIn } from './ffmpeg-says.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { startMedia, stepMedia } from './media-time.ts'
import { startOpening, stepOpening } from './opening.ts'
import { patienceFor } from './patience.ts'
import { atOnce, type Slices } from '../../floor/slices.ts'
import { type Launch, launchHere, type Program } from '../../media/program.ts'
import { redactLine, type StreamAddress } from './rtsp-address.ts'
import { type ShapeWatch, watchShape } from './shape-watch.ts'

/** A fragment with the times and the hash it was given when its last byte arrived in this house. */
export interface Sample extends Fragment {
  /** Capture time, epoch ms. */
  readonly at: number
  readonly arrivedAt: number
  readonly sha256: string
  readonly clock: { readonly source: ClockSource; readonly offsetMs: number | null }
}

/** The consumers of a connection. Called in the order of arrival; each returns at once and keeps no one waiting. */
export interface CaptureSink {
  /** A new connection: every time stamp of the last one is over. */
  init(init: InitSegment): void
  sample(sample: Sample): void
  /** The camera's own clock was moved by so many ms. */
  clockJumped(byMs: number): void
}

export interface CaptureDeps {
  readonly ffmpegPath: string
  /** Who starts it. Default: this process. */
  readonly launch?: Launch
  readonly clock: Clock
  readonly sink: CaptureSink
  /** No sample for so long is silence, whatever ffmpeg thinks of it; longer where pictures are far apart. Default 4000. */
  readonly silenceMs?: number
  /** As `silenceMs`, before a connection's first sample: ffmpeg needs several pictures before it. Default 20 000. */
  readonly connectMs?: number
  /** Shared by all streams of a worker, whose key frames may come in the same moment. Default: taken as they come. */
  readonly slices?: Slices
  /** Where cameras may be; see `admitStream`. */
  readonly cameraNetworks?: CameraNetworks | undefined
  /** Where the stream really is, asked before each connection; throws why there is none. Default: `admitStream`, 5 s. */
  readonly admit?: (stream: StreamAddress, signal: AbortSignal) => Promise<StreamAddress>
}

const WATCH_EVERY_MS = 200
/** Less than the ring keeps of a group (`ring-recording.ts`): most cameras begin a connection with a key frame. */
const KEY_WITHIN_MS = 110_000

/**
 * One connection to one stream: blocks until it fails and throws why (`CaptureFault`). Never retries; tries the
 * credentials once. An aborted signal stops it and throws the signal's reason; what the sink throws is thrown as it is.
 */
export async function runCapture(
  deps: CaptureDeps,
  stream: StreamAddress,
  signal: AbortSignal,
): Promise<never> {
  signal.throwIfAborted()
  const {
    admit = (at, until) => admitStream(at, { timeoutMs: 5000, networks: deps.cameraNetworks }, until),
  } = deps
  const admitted = await admit(stream, signal)
  const script = toConcatScript(admitted)
  const { launch = launchHere, slices = atOnce } = deps
  const intake = createIntake(deps)
  const over = new AbortController()
  let watchdog: NodeJS.Timeout | undefined
  let program: Program | undefined
  let isElsewhere = false
  try {
    return await new Promise<never>((_, fail) => {
      const stderr = listen(admitted, (fault) => {
        isElsewhere = true
        over.abort()
        fail(fault)
      })
      const take = (chunk: Buffer): void => {
        if (over.signal.aborted) return
        try {
          intake.take(chunk)
        } catch (error) {
          over.abort()
          fail(toFailure(error))
        }
      }
      program = launch(deps.ffmpegPath, toCaptureArguments(), {
        stderr: stderr.take,
        stdout: (chunk) => slices.add(chunk.length, () => take(chunk)),
      })
      program.write(script)
      program.end()
      // After all that it had written.
      program.closed.then(() => slices.add(0, () => fail(classifyExit(stderr.lines()))), fail)
      signal.addEventListener('abort', () => fail(asError(signal.reason)), { signal: over.signal })
      watchdog = setInterval(() => intake.isSilent() && fail(silenceOf(stderr.lines())), WATCH_EVERY_MS)
    })
  } finally {
    clearInterval(watchdog)
    over.abort()
    if (!isElsewhere) intake.end()
    await program?.stop()
  }
}

/** What ffmpeg complains of. A device that has sent it on, though it had let us in, is told at once: nothing it shows is this camera's. */
function listen(admitted: StreamAddress, sentOn: (fault: CaptureFault) => void) {
  return createLines((said) => {
    const to = redirectIn(said)
    if (to !== null && !isSamePlace(admitted.url, to)) sentOn(elsewhere(to))
    const complaint = complaintIn(said)
    return complaint === null ? null : redactLine(complaint, admitted)
  })
}

/** A sample of a connection's beginning. */
interface Held extends HeldReading {
  readonly fragment: Fragment
  readonly arrivedAt: number
  readonly sha256: string
}

const toSample = (
  { fragment, arrivedAt, sha256 }: Held,
  { at, source, offsetMs }: Held['reading'],
): Sample => ({
  ...fragment,
  at,
  arrivedAt,
  sha256,
  clock: { source, offsetMs },
})

/** From bytes to samples with their times and hashes; remembers when the last one came. */
function createIntake({ clock, sink, silenceMs = 4000, connectMs = 20_000 }: CaptureDeps) {
  const reader = createBoxReader()
  let clockState: ClockState = startClock(1)
  let media = startMedia
  let shape: ShapeWatch | null = null
  let heardAt = clock.monotonic()
  let keyAt = heardAt
  let patienceMs = connectMs
  let opening = startOpening
  let held: readonly Held[] = []

  /** Ends the connection where it is not what it was any more: the next one begins with a time and a shape of its own. */
  function believe(fragment: Fragment): void {
    const durationMs = (fragment.durationTicks * 1000) / clockState.timescale
    const step = stepMedia(media, { durationMs, arrivedAt: heardAt })
    media = step.state
    if (step.wrong) throw new CaptureFault('media_time', `media time: ${step.wrong}`)
    if (fragment.isKey) keyAt = heardAt
    if (heardAt - keyAt > KEY_WITHIN_MS) throw new CaptureFault('no_key_frame', 'no key frame comes any more')
    if (shape?.hasChanged(fragment))
      throw new CaptureFault('picture_changed', 'another picture size or coding')
  }

  function takeFragment(fragment: Fragment): void {
    const arrivedAt = clock.now()
    const { state, reading } = stepClock(clockState, { ...fragment, arrivedAt })
    clockState = state
    heardAt = clock.monotonic()
    believe(fragment)
    const durationMs = (fragment.durationTicks * 1000) / clockState.timescale
    patienceMs = patienceFor(durationMs, silenceMs)
    if (reading.jumpMs !== null) sink.clockJumped(reading.jumpMs)
    const sha256 = hash('sha256', fragment.bytes, 'hex')
    held = [...held, { fragment, pts: fragment.pts, arrivedAt, sha256, reading }]
    const isBegun = opening.isOver
    opening = stepOpening(opening, { durationMs, arrivedAt: heardAt })
    if (opening.isOver) release(isBegun)
  }

  /** What the beginning held back is placed when it is over; after it every sample goes on at once. */
  function release(isBegun: boolean): void {
    const taken = held
    held = []
    const settled = isBegun ? null : settleOpening(clockState, taken)
    clockState = settled?.state ?? clockState
    for (const [i, one] of taken.entries()) sink.sample(toSample(one, settled?.readings[i] ?? one.reading))
  }

  return {
    take(chunk: Buffer): void {
      for (const event of reader.push(chunk)) {
        if (event.kind === 'fragment') takeFragment(event.fragment)
        else {
          clockState = startClock(event.init.timescale)
          media = startMedia
          opening = startOpening
          held = []
          shape = watchShape(event.init)
          sink.init(event.init)
        }
      }
    },
    /** A connection that ends while it begins: what came is handed on all the same. */
    end: () => (held.length > 0 ? release(false) : undefined),
    isSilent: () => clock.monotonic() - heardAt > patienceMs,
  }
}

/** A connection that hung while ffmpeg had already said why is that fault, not silence. */
function silenceOf(lines: readonly string[]): CaptureFault {
  const said = classifyExit(lines)
  return said.code === 'ended' || said.code === 'codec'
    ? new CaptureFault('silence', 'no sample arrives')
    : said
}

const toFailure = (error: unknown): Error =>
  error instanceof CodedError && /^(box|fragment|codec)_/.test(error.code)
    ? new CaptureFault('codec', error.message, error.facts)
    : asError(error)

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
