import type { WantedSource } from '@sightline/api/contract/workers'
import type { Drop } from '@sightline/detectors/finding'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import { isFault, type FindingRecord, type StayRecord } from '../findings/finding-record.ts'
import { openJudge, type Judge } from '../judge/judge.ts'
import { launchHere } from '../media/program.ts'
import { createDecodeTurns } from '../perceive/decode/decode-turns.ts'
import { createGatekeeper } from '../perceive/gatekeeper.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { watchedZones } from '../sources/bind-rules.ts'
import { nobodyBeside } from '../shadow/beside.ts'
import { openLooker } from '../watch/open-looker.ts'
import { rulesAtWork } from '../watch/rules-at-work.ts'
import { createBoard, type WatchBoard } from '../watch/watch-deps.ts'
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
  const { source, dir } = play
  let now = play.startAt
  const clock: Clock = { now: () => now, monotonic: () => now }
  const board = createBoard(clock)
  const stages = createStages(play)
  const judge = await openJudge(
    {
      dir,
      clock,
      tracker: trackerDefaults,
      onDrops: (drops) => countDrops(board, drops),
      onUnproven: () => undefined,
      onRecords: (records) => stages.take(records),
    },
    source,
  )
  const gatekeeper = createGatekeeper({
    known: null,
    zones: watchedZones(() => source),
    onOtherSize: () => undefined,
  })
  const lockstep = createLockstep({ gatekeeper, judge, board })
  const looker = openLooker(
    { deps: lookerDeps(play, clock), board, source: () => source },
    { judge: lockstep.judge, gatekeeper: lockstep.gatekeeper, fail: lockstep.fail },
  )
  try {
    const { init, samples } = await openFilm(play)
    board.init = init
    looker.init(init)
    for await (const sample of samples) {
      now = sample.at
      board.rate.add(sample.at, sample.bytes.length)
      const gated = lockstep.gatekeeper.sample(sample, rulesAtWork(judge, now))
      looker.setCadence(play.isFull ? { ...gated, mode: 'full' } : gated)
      looker.sample(sample)
      await lockstep.caughtUp(looker, board.rate.fps())
      await stages.settle(judge)
    }
    return {
      filmMs: now - play.startAt,
      counts: board.counts,
      unawaited: lockstep.unawaited(),
      left: judge.state(),
    }
  } finally {
    await looker.stop()
    await judge.close()
  }
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

function countDrops({ counts }: WatchBoard, drops: readonly Drop[]): void {
  for (const { reason } of drops) counts.drops[reason] = (counts.drops[reason] ?? 0) + 1
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
