import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import type { Random } from '@sightline/infra/platform/random'
import type { FindingRecord } from '../findings/finding-record.ts'
import type { Pause } from '../floor/pause.ts'
import type { Held } from './held.ts'
import type { FillTask } from './sealing-task.ts'
import type { PlaceManifest, Spool, SpooledDossier } from '../spool/spool.ts'
import type { Turns } from './turns.ts'

/** How far the recording of a source has come. */
export interface Recording {
  /** Capture time of the newest fragment that is in the ring; null before the first. */
  newestAt(): number | null
  /** Whether more is coming. */
  isLive(): boolean
  /** Nobody records any more: what is there is all there will be. */
  isOver(): boolean
  /** Until released, nothing of that time is deleted. */
  hold(window: { readonly fromAt: number; readonly toAt: number }): () => void
}

export interface StagesDeps {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly held: Held
  readonly spool: Spool
  /** Shared by all sources of the worker. */
  readonly sealTurns: Turns
  /** Writes a dossier's exhibits. */
  readonly fill: (task: FillTask) => Promise<PlaceManifest>
  /** The folder of the watch, where the judged frames are. */
  readonly watchDir: string
  readonly recording: Recording
  readonly pause: Pause
  readonly onSealed: (dossier: SpooledDossier) => void
  /** The record's consequences are on the disk. */
  readonly carriedOut: (record: FindingRecord) => Promise<void>
}
