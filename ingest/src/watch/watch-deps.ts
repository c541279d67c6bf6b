import type { WantedSource } from '@sightline/api/contract/workers'
import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import type { Random } from '@sightline/infra/platform/random'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { DecodeTurns } from '../perceive/decode/decode-turns.ts'
import type { InitSegment } from '../media/init-segment.ts'
import type { RingDeps } from '../ring/ring.ts'
import type { Launch } from '../media/program.ts'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import type { ConnectionState } from '../sources/rtsp/supervise.ts'
import type { StagesDeps } from '../dossier/stages-deps.ts'
import type { Spool, SpooledDossier } from '../spool/spool.ts'
import type { LiveFeeds } from '../live/live-feeds.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import type { Pause } from '../floor/pause.ts'
import type { Slices } from '../floor/slices.ts'
import type { Beside } from '../shadow/beside.ts'
import { type LookTimes, startLooks } from './late-looks.ts'
import { createRate, type Rate } from '../floor/rate.ts'
import { zeroCounts, type WatchCounts } from './source-state.ts'

export interface WatchDeps {
  readonly dataDir: string
  readonly ffmpegPath: string
  /** Who starts it. */
  readonly launch: Launch
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly pause: Pause
  /** Shared by all sources of the worker. */
  readonly turns: DecodeTurns
  readonly slices: Slices
  readonly silenceMs: number
  /** Where cameras may be. */
  readonly cameraNetworks: CameraNetworks
  readonly ringBounds: Pick<RingDeps, 'maxBytes' | 'maxAgeMs' | 'floorBytes'>
  readonly modelSet: () => ModelSet | null
  /** What people watch, from the same connection. */
  readonly live: Pick<LiveFeeds, 'open' | 'close'>
  readonly spool: Spool
  /** Whether the spool takes no more: recording then stops. */
  readonly isFull: () => boolean
  readonly fill: StagesDeps['fill']
  readonly sealTurns: StagesDeps['sealTurns']
  /** From a frame's arrival to what the model saw in it, ms. */
  readonly onLookDelay: (delayMs: number) => void
  readonly onSealed: (dossier: SpooledDossier) => void
  /** Who looks beside the models in force; nothing of what they do comes back. */
  readonly beside: Beside
  /** The address with its password opened; a password that does not open is refused, and the source shows it. */
  readonly addressOf: (source: WantedSource) => StreamAddress
}

/** What is seen of a watch from outside, kept across its sessions. */
export interface WatchBoard {
  connection: ConnectionState
  lastSample: Sample | null
  init: InitSegment | null
  /** Since when samples come of which no picture can be made, epoch ms; kept over connections, until a picture comes. */
  blindSince: number | null
  /** How often it is looked at. */
  looks: LookTimes
  readonly rate: Rate
  readonly counts: WatchCounts
}

/** Of a watch that begins. */
export function createBoard(clock: Clock): WatchBoard {
  const connection = {
    connection: 'connecting',
    since: clock.now(),
    fault: null,
    detail: '',
    retryAt: null,
  } as const
  return {
    connection,
    lastSample: null,
    init: null,
    blindSince: null,
    looks: startLooks,
    rate: createRate(),
    counts: zeroCounts(),
  }
}
