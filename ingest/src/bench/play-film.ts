import type { WantedSource } from '@sightline/api/contract/workers'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import { isFault, type FindingRecord, type StayRecord } from '../findings/finding-record.ts'
import { openJudge, type Judge, type JudgeDeps } from '../judge/judge.ts'
import { launchHere } from '../media/program.ts'
import { createDecodeTurns } from '../perceive/decode/decode-turns.ts'
import { createGatekeeper } from '../perceive/gatekeeper.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { watchedZones } from '../sources/bind-rules.ts'
import { nobodyBeside } from '../shadow/beside.ts'
import { watchEnvelope } from '../watch/envelope-watch.ts'
import { openLooker } from '../watch/open-looker.ts'
import { rulesAtWork } from '../watch/rules-at-work.ts'
import { countDrops } from '../watch/source-state.ts'
import { createBoard, type WatchBoard } from '../watch/watch-deps.ts'
import { createFilmClock, type FilmClock } from './film-clock.ts'
import { openFilm } from './film-samples.ts'
import { createLockstep } from './lockstep.ts'

export interface FilmPlay {
  readonly ffmpegPath: string
  readonly file: string
  readonly rounds: number
  /** Every picture at full rate, whatever the gate says of it. */
  readonly isFull: boolean
  readonly startAt: number
  /** Its zones and rules; nobody dials its address. */
  readonly source: WantedSource
  readonly modelSet: () => ModelSet | null
  /** An empty folder, for what a watch keeps. */
  readonly dir: string
  readonly log: Log
  /** Every stage of every finding as it comes, in turn; whoever needs its trace reads it from the folder meanwhile. */
  readonly onStage: (record: StayRecord) => Promise<void>
  /** Every minute of the film: how much of it was shown, ms. */
  readonly onMinute: (filmMs: number) => void
}

/** What came of a film besides its findings. */
export interface FilmPlayed {
  readonly filmMs: number
  readonly counts: WatchBoard['counts']
  /** Pictures that were waited for in vain for so long that the film went on. */
  readonly unawaited: number
  /** What was open when the film ended. */
  readonly left: ReturnType<Judge['state']>
}

/**
 * A film looked at and judged as a watch does it (gate, decoder, models, fold, saved state), by a clock that goes on with the
 * film: each sample is waited for until what comes of it is judged. Without RTSP, recording, sealing.
 */
export async function playFilm(play: FilmPlay): Promise<FilmPlayed> {
  const { startAt } = play
  const time = createFilmClock(startAt)
  const board = createBoard(time.clock)
  const stages = createStages(play)
  const watch = await openWatch(play, { time, board, onRecords: stages.take })
  const { judge, looker, envelope, lockstep } = watch
  let lastAt = startAt
  try {
    const { init, samples } = await openFilm(play)
    board.init = init
    envelope.picture({ width: init.width, height: init.height })
    looker.init(init)
    for await (const sample of samples) {
      if (minuteOf(sample.at - startAt) > minuteOf(lastAt - startAt)) play.onMinute(sample.at - startAt)
      lastAt = sample.at
      time.set(sample.at)
      board.rate.add(sample.at, sample.bytes.length)
      const gated = lockstep.gatekeeper.sample(sample, rulesAtWork(judge, sample.at))
      looker.setCadence(play.isFull ? { ...gated, mode: 'full' } : gated)
      looker.sample(sample)
      await lockstep.caughtUp(looker, board.rate.fps())
      await stages.settle(judge)
    }
    const unawaited = lockstep.unawaited()
    return { filmMs: lastAt - startAt, counts: board.counts, unawaited, left: judge.state() }
  } finally {
    await looker.stop()
    await envelope.stop()
    await judge.close()
  }
}

const minuteOf = (ms: number): number => Math.floor(ms / 60_000)

interface Opening {
  readonly time: FilmClock
  readonly board: WatchBoard
  readonly onRecords: (records: readonly FindingRecord[]) => void
}

/** What a session opens, without ring, stages and live view. */
async function openWatch(play: FilmPlay, { time, board, onRecords }: Opening) {
  const { dir, source: ofFilm, modelSet } = play
  const source = (): WantedSource => ofFilm
  const { clock, pause } = time
  const onDrops: JudgeDeps['onDrops'] = (drops) => countDrops(board.counts, drops)
  const telling = { onDrops, onRecords, onUnproven: () => undefined }
  const judge = await openJudge({ dir, clock, tracker: trackerDefaults, ...telling }, ofFilm)
  const zones = watchedZones(source)
  const gatekeeper = createGatekeeper({ known: null, zones, onOtherSize: () => undefined })
  const lockstep = createLockstep({ gatekeeper, judge, board })
  const { fail } = lockstep
  const envelope = watchEnvelope({ dir, clock, pause, source, modelSet, judge, saved: null, fail })
  const judging = { judge: lockstep.judge, gatekeeper: lockstep.gatekeeper, envelope, fail }
  const looker = openLooker({ deps: lookerDeps(play, clock), board, source }, judging)
  return { judge, looker, envelope, lockstep }
}

/** Hands on the stages one after the other, and lets the judge forget them then. */
function createStages({ onStage }: Pick<FilmPlay, 'onStage'>) {
  let waiting: readonly FindingRecord[] = []
  return {
    take: (records: readonly FindingRecord[]): void => void (waiting = [...waiting, ...records]),
    async settle(judge: Judge): Promise<void> {
      for (const record of waiting) {
        if (!isFault(record)) await onStage(record)
        await judge.carriedOut(record)
      }
      waiting = []
    },
  }
}

function lookerDeps({ ffmpegPath, modelSet, log }: FilmPlay, clock: Clock) {
  return {
    ffmpegPath,
    clock,
    modelSet,
    log,
    launch: launchHere,
    turns: createDecodeTurns(1),
    onLookDelay: () => undefined,
    beside: nobodyBeside,
  }
}
