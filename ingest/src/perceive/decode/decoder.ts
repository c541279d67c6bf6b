import type { Clock } from '@sightline/infra/platform/clock'
import type { Sample } from '../../sources/rtsp/capture.ts'
import { createLines } from '../../media/child-process.ts'
import type { DecodeSeat, DecodeTurns } from './decode-turns.ts'
import { type Cadence, type FeedState, forgetGroup, planFeed, startFeed } from './feed-plan.ts'
import { type DecodeShape, toDecodeArguments, UNTIL_DAMAGED } from '../../media/ffmpeg-args.ts'
import { createPairing, type PairedFrame, type Pairing } from '../../media/frame-pairing.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { type Launch, launchHere, type Program } from '../../media/program.ts'

/** A picture of the model's input size, with the sample it was decoded from. */
export interface DecodedFrame {
  readonly pts: number
  /** Capture time, epoch ms. */
  readonly at: number
  /**
   * rgb24, `width` x `height`, exactly the tensor's bytes. Valid while `onFrame` runs and no longer: its memory is used
   * again for the next picture, so who wants to keep it copies it then.
   */
  readonly picture: Buffer
  readonly mode: 'key' | 'full'
  readonly sample: Sample
}

export interface DecoderOptions extends DecodeShape {
  readonly ffmpegPath: string
  /** Who starts it. Default: this process. */
  readonly launch?: Launch
  readonly clock: Clock
  readonly init: InitSegment
  readonly width: number
  readonly height: number
  readonly cadence: Cadence
  readonly onFrame: (frame: DecodedFrame) => void
  /** Whose turn it is, over all sources, to have a key frame decoded. At full rate nobody waits. Absent: nobody ever does. */
  readonly turns?: DecodeTurns
  /** A decoder process ended by itself (or hung and was killed); the next key frame starts another. */
  readonly onDeath?: (lines: readonly string[]) => void
}

export interface DecoderStats {
  readonly fed: number
  readonly frames: number
  /** Pictures whose time stamp no sample had. */
  readonly unmatched: number
  /** Groups of pictures skipped because the decoder was behind. */
  readonly lostGroups: number
  readonly deaths: number
}

export interface Decoder {
  /** Takes a sample of the connection; returns at once. */
  feed(sample: Sample): void
  /** Takes effect at the next sample; the process and the connection stay. */
  setCadence(cadence: Cadence): void
  stats(): DecoderStats
  /** Ends the process; resolves when it is gone. No frame comes after it was called. */
  stop(): Promise<void>
}

/** More than this waiting in the decoder's stdin: it is behind. */
const BEHIND_BYTES = 4 << 20
/** Fed this long ago and nothing out since: it hangs. */
const HUNG_MS = 10_000
/** After so many deaths within a connection a decoder's complaints are put up with, short of what makes it end by itself. */
export const patientAfter = 5
/** A decoder that dies at every key frame must not become a fork bomb. */
const RESPAWN_MS = 2000

interface Running {
  readonly program: Program
  /** The last lines of its stderr. */
  readonly lines: () => string[]
  readonly pairing: Pairing<Sample>
}

interface Decoding {
  readonly options: DecoderOptions
  readonly counts: { fed: number; frames: number; unmatched: number; lostGroups: number; deaths: number }
  cadence: Cadence
  plan: FeedState<Sample>
  /** Due, and not in the decoder yet: their turn has not come. */
  due: readonly Sample[]
  readonly seat: DecodeSeat
  running: Running | null
  spawnedAt: number
  /** Since when samples have been in the decoder with nothing coming out. */
  waitingSince: number | null
  isStopped: boolean
}

/** Where there are no turns nobody waits. */
const alwaysFirst: DecodeSeat = { ask: (go) => go(), done: () => undefined, leave: () => undefined }

/** Decodes one connection of one source on demand, in its own process, started at the first key frame that is due. */
export function createDecoder(options: DecoderOptions): Decoder {
  const decoding: Decoding = {
    options,
    counts: { fed: 0, frames: 0, unmatched: 0, lostGroups: 0, deaths: 0 },
    cadence: options.cadence,
    plan: startFeed(),
    due: [],
    seat: options.turns?.seat() ?? alwaysFirst,
    running: null,
    spawnedAt: Number.NEGATIVE_INFINITY,
    waitingSince: null,
    isStopped: false,
  }
  return {
    feed: (sample) => feed(decoding, sample),
    setCadence: (next) => void (decoding.cadence = next),
    stats() {
      const { counts, running } = decoding
      return { ...counts, unmatched: counts.unmatched + (running?.pairing.unmatched() ?? 0) }
    },
    async stop() {
      decoding.isStopped = true
      forget(decoding)
      const last = decoding.running
      decoding.running = null
      await last?.program.stop()
    },
  }
}

function feed(decoding: Decoding, sample: Sample): void {
  if (decoding.isStopped) return
  endHung(decoding)
  const { running, counts, options } = decoding
  const mayStart = running !== null || options.clock.monotonic() - decoding.spawnedAt >= RESPAWN_MS
  const wanted: Cadence = mayStart ? decoding.cadence : { mode: 'none', keyEveryMs: 0 }
  const isBehind = (running?.program.queuedBytes() ?? 0) > BEHIND_BYTES
  const step = planFeed(decoding.plan, sample, { ...wanted, isBehind })
  decoding.plan = step.state
  counts.lostGroups += step.lostGroups
  if (step.feed.length === 0) return
  const isNewGroup = step.feed[0]?.isKey ?? false
  if (isNewGroup && decoding.due.length > 0) counts.lostGroups += 1
  decoding.due = isNewGroup ? step.feed : [...decoding.due, ...step.feed]
  if (decoding.cadence.mode !== 'full') return decoding.seat.ask(() => write(decoding))
  decoding.seat.leave()
  write(decoding)
}

/** Of a source that waits the newest key frame takes its place; what is to be decoded is never out of order. */
function write(decoding: Decoding): void {
  const { options, counts, due } = decoding
  if (due.length === 0) return
  decoding.due = []
  const { program, pairing } = decoding.running ?? start(decoding)
  decoding.waitingSince ??= options.clock.monotonic()
  counts.fed += due.length
  for (const one of due) {
    pairing.fed(one.pts, one)
    program.write(one.bytes)
  }
}

/** What waits is not wanted any more, and neither is a turn. */
function forget(decoding: Decoding): void {
  decoding.due = []
  decoding.seat.leave()
}

function start(decoding: Decoding): Running {
  const { options } = decoding
  const { launch = launchHere } = options
  const pairing = createPairing<Sample>(options.width * options.height * 3, (frame) => {
    if (decoding.running !== started) return
    if (isSound(decoding, started)) deliver(decoding, frame)
    else started.program.kill()
  })
  const { take, lines } = createLines()
  const program = launch(options.ffmpegPath, [...UNTIL_DAMAGED, ...toDecodeArguments(options)], {
    // What it complained of before it wrote a picture is then read, on whichever pipe the loop looked first.
    stdout: (chunk) => void setImmediate(() => pairing.pictures(chunk)),
    stderr: take,
    third: pairing.stamps,
  })
  const started: Running = { program, pairing, lines }
  decoding.running = started
  decoding.spawnedAt = options.clock.monotonic()
  program.write(options.init.bytes)
  program.closed.then(
    () => bury(decoding, started, lines()),
    (error: unknown) => bury(decoding, started, [String(error)]),
  )
  return started
}

/**
 * Whether a picture is what the camera sent. A decoder that misses something complains, then fills in from the picture
 * before: an old picture under a new time. One whose camera makes it complain at every turn would show nothing at all.
 */
const isSound = ({ counts }: Decoding, { lines }: Running): boolean =>
  counts.deaths >= patientAfter || lines().length === 0

function deliver(decoding: Decoding, { pts, picture, sample }: PairedFrame<Sample>): void {
  const { options, counts, cadence } = decoding
  decoding.waitingSince = null
  decoding.seat.done()
  counts.frames += 1
  options.onFrame({ pts, at: sample.at, picture, sample, mode: cadence.mode === 'full' ? 'full' : 'key' })
}

function bury(decoding: Decoding, dead: Running, lines: readonly string[]): void {
  decoding.counts.unmatched += dead.pairing.unmatched()
  if (decoding.running !== dead) return
  decoding.running = null
  decoding.waitingSince = null
  forget(decoding)
  decoding.plan = forgetGroup(decoding.plan)
  decoding.counts.deaths += 1
  decoding.options.onDeath?.(lines)
}

function endHung({ running, waitingSince, options }: Decoding): void {
  if (running && waitingSince !== null && options.clock.monotonic() - waitingSince > HUNG_MS)
    running.program.kill()
}
