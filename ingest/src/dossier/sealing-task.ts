import type { Manifest, SealedStage, StagePart } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import type { LogLevel } from '@sightline/infra/platform/log'
import type { FindingRecord } from '../findings/finding-record.ts'
import type { HeldPin } from './stills.ts'
import type { SealedList } from '../spool/read-sealed.ts'

/** What the sealing thread is started with. */
export interface SealingSetup {
  readonly ffmpegPath: string
  readonly software: Manifest['software']
  readonly logLevel: LogLevel
  /** Where the models lie that read plates, and from where they may be had; null: no plates are read. */
  readonly models: { readonly dir: string; readonly mirror: string | undefined } | null
}

/** A dossier to be filled. Plain data: the trace, which is megabytes, is read where it lies. */
export interface FillTask {
  readonly record: FindingRecord
  readonly stage: SealedStage
  readonly part: StagePart
  /** The folder of the first part, of a supplement. */
  readonly firstDir: string | null
  readonly pins: ReadonlyMap<FindingStage, HeldPin>
  /** The folder of the watch, with the log of its judged frames. */
  readonly watchDir: string
  readonly dir: string
}

/** What the thread can be asked, each with its answer. */
export interface SealingTasks {
  /** Writes the exhibits; answers the bytes of the manifest's draft. */
  readonly fill: { readonly task: FillTask; readonly answer: Uint8Array }
  /** Answers the bytes of a draft in its place in the chain. */
  readonly place: {
    readonly task: { readonly draft: Uint8Array; readonly chain: Manifest['chain'] }
    readonly answer: Uint8Array
  }
  /** The folder of a sealed dossier. */
  readonly read: { readonly task: string; readonly answer: SealedList }
  /** Answered when the thread holds nothing any more and may be ended. */
  readonly close: { readonly task: null; readonly answer: null }
}

export type SealingKind = keyof SealingTasks

export type SealingQuestion = {
  [K in SealingKind]: { readonly id: number; readonly kind: K; readonly task: SealingTasks[K]['task'] }
}[SealingKind]

export type SealingReply =
  | { readonly id: number; readonly answer: SealingTasks[SealingKind]['answer'] }
  /** `reason` is `toReason` of the error. */
  | { readonly id: number; readonly reason: string; readonly stack: string }
