import type { ProbeResult, SourceState } from '@sightline/api/contract/sources'
import type { WantedSource } from '@sightline/api/contract/workers'
import { CodedError } from '@sightline/infra/platform/error'
import type { DecoderStats } from '../perceive/decode/decoder.ts'
import { decodePicture } from '../media/still.ts'
import type { ConnectionState } from '../sources/rtsp/supervise.ts'
import { isLookedAtLate } from './late-looks.ts'
import { isDrawnAnew, zonesInForce } from '../perceive/saved-view.ts'
import { runSession } from './session.ts'
import type { Session } from './session-input.ts'
import { offeredTo } from '../perceive/infer/needed-clothing.ts'
import { toSourceState, type WatchCounts } from './source-state.ts'
import { createBoard, type WatchBoard, type WatchDeps } from './watch-deps.ts'

/** One source being watched. */
export interface Watch {
  source(): WantedSource
  /** Other zones, rules, names: from the next frame on, over the same connection. */
  update(source: WantedSource): void
  state(): SourceState
  counts(): WatchCounts
  /** Of the running session. */
  decoding(): DecoderStats
  /** The newest key frame of the running connection; `source_silent` before the first. */
  picture(): Promise<ProbeResult>
  stop(): Promise<void>
}

const againMs = 3000
const nothingDecoded: DecoderStats = { fed: 0, frames: 0, unmatched: 0, lostGroups: 0, deaths: 0 }

/** What a watch is at the moment. */
interface Watching {
  readonly board: WatchBoard
  source: WantedSource
  session: Session | null
}

/** Starts watching; goes on until stopped, whatever fails. */
export function startWatch(deps: WatchDeps, wanted: WantedSource): Watch {
  const stopping = new AbortController()
  const watching: Watching = { board: createBoard(deps.clock), source: wanted, session: null }
  const running = keepWatching(deps, watching, stopping.signal)
  return {
    source: () => watching.source,
    update(next) {
      const isRedrawn = isDrawnAnew(zonesInForce(watching.source.zones), next.zones)
      watching.source = next
      watching.session?.judge.setSource(next)
      if (isRedrawn) watching.session?.gatekeeper.acceptView()
    },
    state: () => stateOf(deps, watching),
    counts: () => watching.board.counts,
    decoding: () => watching.session?.looker.stats() ?? nothingDecoded,
    picture: () => takePicture(deps, watching),
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function keepWatching(deps: WatchDeps, watching: Watching, signal: AbortSignal): Promise<void> {
  const { board } = watching
  const source = () => watching.source
  const onOpen = (session: Session) => void (watching.session = session)
  while (!signal.aborted) {
    try {
      await runSession({ deps, board, source, onOpen }, signal)
    } catch (err) {
      if (signal.aborted) return
      deps.log.error({ err, sourceId: watching.source.id }, 'watch failed, begins again')
      board.connection = faulted(err, deps.clock.now())
    }
    watching.session = null
    await deps.pause(againMs, signal)
  }
}

function stateOf(deps: WatchDeps, { board, session, source }: Watching): SourceState {
  const now = deps.clock.now()
  const { connection, lastSample, blindSince, counts, rate } = board
  return toSourceState({
    now,
    connection,
    lastSample,
    blindSince,
    counts,
    isFull: deps.isFull(),
    modelSet: offeredTo(source, deps.modelSet()),
    ring: session?.ring.stats() ?? null,
    health: session?.gatekeeper.health() ?? [],
    cadence: session?.looker.cadence().mode ?? 'none',
    fps: rate.fps(),
    kbps: rate.kbps(now),
    openStays: session?.judge.state().scene.stays.length ?? 0,
    isLate: lastSample !== null && isLookedAtLate(board.looks, lastSample.at),
    sights: session?.envelope.sights() ?? [],
    tilt: session?.envelope.tilt() ?? null,
  })
}

/** A failure that is ours, in the words the source can show. */
function faulted(error: unknown, now: number): ConnectionState {
  const code = error instanceof CodedError ? error.code : 'watch_failed'
  // A password that cannot be opened is no password: what the screen has to ask for is the same.
  const fault = code.startsWith('seal_') ? 'auth' : 'ended'
  return { connection: 'fault', since: now, fault, detail: code, retryAt: now + againMs }
}

async function takePicture(deps: WatchDeps, { board, session, source }: Watching): Promise<ProbeResult> {
  const latest = session?.ring.latestKey()
  if (!latest) throw new CodedError('source_silent')
  const { init, sample } = latest
  const { jpeg } = await decodePicture({
    ffmpegPath: deps.ffmpegPath,
    launch: deps.launch,
    init,
    fragment: sample,
    turn: source.turn,
  })
  return {
    video: { codec: init.codec, width: init.width, height: init.height, fps: board.rate.fps() },
    hasClock: sample.clock.source === 'camera-ntp',
    pictureBase64: jpeg.toString('base64'),
  }
}
