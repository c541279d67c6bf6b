import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { turnSize } from '@sightline/detectors/geometry/turn'
import { makeDirDurably } from '@sightline/infra/platform/durable-file'
import { createShutdown, type Shutdown } from '@sightline/infra/platform/stack'
import type { CaptureSink } from '../sources/rtsp/capture.ts'
import { openRing, type Ring } from '../ring/ring.ts'
import { supervise } from '../sources/rtsp/supervise.ts'
import { openHeld } from '../dossier/held.ts'
import { spoolDirs } from '../spool/spool.ts'
import { createStages, type Stages } from '../dossier/stages.ts'
import type { LiveFeed } from '../live/live-feed.ts'
import { watchedZones } from '../sources/bind-rules.ts'
import { cutFrom } from '../dossier/cut-segment.ts'
import { openJudge, type Judge, type JudgeDeps } from '../judge/judge.ts'
import { createGatekeeper, type Gatekeeper } from '../perceive/gatekeeper.ts'
import { rulesAtWork } from './rules-at-work.ts'
import { lookedUntil, startLooks } from './late-looks.ts'
import { createOutbox } from '../findings/outbox.ts'
import { keepView } from '../perceive/keep-view.ts'
import { watchSight } from './sight-watch.ts'
import { watchHealth } from './health-watch.ts'
import { loadEnvelope } from '../perceive/saved-envelope.ts'
import { loadView, viewOfZones } from '../perceive/saved-view.ts'
import { watchEnvelope, type EnvelopeWatch, type EnvelopeWatchDeps } from './envelope-watch.ts'
import { countDrops, countOne } from './source-state.ts'
import { ringDir, watchDir } from './watch-dirs.ts'
import { openLooker } from './open-looker.ts'
import type { Session, SessionInput } from './session-input.ts'

/**
 * Watches one source until the signal aborts: opens what was saved, keeps the stream connected, looks, judges, carries
 * out. Throws what is not the stream's own fault (a disk that refuses); the saved state is then where the next one begins.
 */
export async function runSession(input: SessionInput, signal: AbortSignal): Promise<void> {
  const { deps, source } = input
  const opened = createShutdown(deps.log.child({}, { level: 'warn' }))
  const broken = new AbortController()
  const both = AbortSignal.any([signal, broken.signal])
  try {
    const session = await openSession(input, opened, (error) => broken.abort(error))
    const live = deps.live.open(source().id)
    opened.push({ name: 'live view', close: () => deps.live.close(source().id) })
    input.onOpen(session)
    await supervise(
      {
        ffmpegPath: deps.ffmpegPath,
        launch: deps.launch,
        slices: deps.slices,
        clock: deps.clock,
        random: deps.random,
        silenceMs: deps.silenceMs,
        cameraNetworks: deps.cameraNetworks,
        sink: sinkOf(input, session, live),
        wait: deps.pause,
        onState(state) {
          input.board.connection = state
          if (state.connection !== 'live') live.end()
        },
      },
      deps.addressOf(source()),
      both,
    )
  } finally {
    await opened.run('watch ends')
  }
  if (broken.signal.aborted) throw broken.signal.reason
}

async function openSession(
  input: SessionInput,
  opened: Shutdown,
  fail: (error: unknown) => void,
): Promise<Session> {
  const { deps, board, source } = input
  const { id } = source()
  const dir = watchDir(deps.dataDir, id)
  await makeDirDurably(dir)
  const ring = await openRing({
    dir: ringDir(deps.dataDir, id),
    clock: deps.clock,
    ...deps.ringBounds,
    onState: (state, detail) => deps.log.warn({ sourceId: id, state, detail }, 'ring'),
  })
  opened.push({ name: 'ring', close: () => ring.close() })
  const outbox = createOutbox()
  const onDrops: JudgeDeps['onDrops'] = (drops) => countDrops(board.counts, drops)
  const onUnproven: JudgeDeps['onUnproven'] = ({ event: { findingId }, failures }) => {
    const codes = failures.map(({ code }) => code)
    deps.log.error({ code: 'finding_unproven', sourceId: id, findingId, codes, failures }, 'not confirmed')
  }
  const { append: onRecords } = outbox
  const judge = await openJudge(
    { dir, clock: deps.clock, tracker: trackerDefaults, onDrops, onUnproven, onRecords },
    source(),
  )
  const stages = openStages(input, { ring, watchDir: dir, judge })
  opened.push({ name: 'judge', close: () => judge.close() })
  opened.push({ name: 'stages', close: () => stages.stop(), deadlineMs: 20_000 })
  outbox.read((records) => {
    for (const { event } of records) countOne(board.counts.eventsByStage, event.stage)
    stages.accept(records)
    deps.beside.concluded(id, records)
  })
  if (judge.refused)
    deps.log.error({ err: judge.refused, sourceId: id }, 'saved state refused, a new one begins')
  const gatekeeper = await openGatekeeper(input, opened, { dir, fail })
  const envelope = await openEnvelope(input, opened, { dir, judge, fail })
  const looker = openLooker(input, { judge, gatekeeper, envelope, fail })
  opened.push({ name: 'decoder', close: () => looker.stop() })
  const looks = watchHealth({
    clock: deps.clock,
    pause: deps.pause,
    board,
    judge,
    gatekeeper,
    fail,
    newestAt: () => ring.stats().toAt,
  })
  opened.push({ name: 'health looks', close: () => looks.stop() })
  return { ring, judge, stages, looker, gatekeeper, envelope }
}

/** What was learnt of the view before; a file of it that cannot be read is no reason not to watch. */
async function openEnvelope(
  { deps, source }: SessionInput,
  opened: Shutdown,
  { dir, judge, fail }: Pick<EnvelopeWatchDeps, 'dir' | 'judge' | 'fail'>,
): Promise<EnvelopeWatch> {
  const { clock, pause, log, modelSet } = deps
  const { value: saved, refused } = await loadEnvelope(dir, clock.now())
  if (refused)
    log.warn({ err: refused, sourceId: source().id }, 'saved envelope refused, a new one is learnt')
  const envelope = watchEnvelope({ dir, clock, pause, source, modelSet, judge, saved, fail })
  opened.push({ name: 'envelope', close: () => envelope.stop() })
  return envelope
}

/** A gate that knows the camera by the view of its zones; a file of it that cannot be read is no reason not to watch. */
async function openGatekeeper(
  { deps, source }: SessionInput,
  opened: Shutdown,
  { dir, fail }: { readonly dir: string; readonly fail: (error: unknown) => void },
): Promise<Gatekeeper> {
  const { clock, pause, log } = deps
  const sourceId = source().id
  const { value, refused } = await loadView(dir, clock.now())
  if (refused) log.warn({ err: refused, sourceId }, 'saved view refused, a new one is learnt')
  const saved = viewOfZones(value, source().zones)
  const gatekeeper = createGatekeeper({
    known: saved,
    zones: watchedZones(source),
    onOtherSize: () => log.warn({ code: 'saved_view_other_size', sourceId }, 'a new view is learnt'),
  })
  const keeper = keepView({ dir, clock, pause, gatekeeper, saved, fail, zones: () => source().zones })
  opened.push({ name: 'view', close: () => keeper.stop() })
  return gatekeeper
}

interface Staging {
  readonly ring: Ring
  readonly watchDir: string
  readonly judge: Pick<Judge, 'carriedOut'>
}

function openStages({ deps, board }: SessionInput, { ring, watchDir, judge }: Staging): Stages {
  return createStages({
    clock: deps.clock,
    random: deps.random,
    log: deps.log,
    spool: deps.spool,
    fill: deps.fill,
    sealTurns: deps.sealTurns,
    pause: deps.pause,
    onSealed: deps.onSealed,
    watchDir,
    held: openHeld(spoolDirs(deps.dataDir).held, cutFrom(ring)),
    recording: {
      newestAt: () => ring.stats().toAt,
      isLive: () => board.connection.connection === 'live',
      isOver: () => false,
      hold: (window) => ring.hold(window),
    },
    carriedOut: (record) => judge.carriedOut(record),
  })
}

/** A stream's three consumers. While the spool is full nothing is recorded; it begins again at a key frame. */
function sinkOf(
  { deps, board }: SessionInput,
  { ring, looker, judge, gatekeeper, envelope }: Session,
  live: LiveFeed,
): CaptureSink {
  let isPaused = false
  const sight = watchSight({ clock: deps.clock, board, looker })
  return {
    init(init) {
      sight.begin()
      board.init = init
      board.looks = { ...startLooks, lateAt: board.looks.lateAt }
      ring.init(init)
      gatekeeper.reconnect()
      envelope.picture(turnSize({ width: init.width, height: init.height }, judge.state().turn))
      looker.init(init)
      live.init(init)
    },
    sample(sample) {
      board.lastSample = sample
      board.rate.add(sample.arrivedAt, sample.bytes.length)
      if (deps.isFull()) isPaused = true
      else if (sample.isKey) isPaused = false
      if (!isPaused) ring.append(sample)
      const rules = rulesAtWork(judge, sample.at)
      const cadence = gatekeeper.sample(sample, rules)
      looker.setCadence(cadence)
      board.looks = lookedUntil(board.looks, { ...sample, cadence, needMs: rules.needMs })
      looker.sample(sample)
      live.sample(sample)
      sight.check()
    },
    clockJumped(byMs) {
      deps.log.warn({ byMs }, 'the clock of a camera was moved')
    },
  }
}
