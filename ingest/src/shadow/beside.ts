import type { ShadowReport, WantedShadow } from '@sightline/api/contract/shadow-report'
import type { Detection } from '@sightline/detectors/detection'
import type { Envelope } from '@sightline/detectors/envelope/silence'
import type { ShakenFrame } from '@sightline/detectors/tracking/steady'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import type { Size } from '@sightline/models/letterbox'
import type { FindingRecord } from '../findings/finding-record.ts'
import type { Pause } from '../floor/pause.ts'
import type { ShadowSetup, ShadowSource, ShownPicture } from './messages.ts'
import type { ChildOptions, ShadowChild } from './shadow-child.ts'

/** A picture that those in force looked at and judge by. */
export interface ShadowLook extends Pick<ShakenFrame, 'at' | 'shift'> {
  readonly source: ShadowSource
  readonly detections: readonly Detection[]
  /** Null where nobody asked to keep it. */
  readonly picture: ShownPicture | null
  readonly size: Size
  /** Where rules cannot see well enough: it holds for the shadow as well. */
  readonly envelope: Envelope
}

/** What a watch tells of itself to whoever looks beside it. Nothing here throws, waits, or gives anything back. */
export interface Beside {
  /** Whether a picture that comes now would be looked at: it is then kept until the models in force have answered. */
  wantsPicture(sourceId: string): boolean
  looked(look: ShadowLook): void
  suspended(sourceId: string, at: number): void
  /** The worker has more to do than it can. */
  isBehind(): void
  concluded(sourceId: string, records: readonly FindingRecord[]): void
}

export interface ShadowsDeps {
  /** Makes its model ready to run; rejects with why not. */
  readonly prepare: (wanted: WantedShadow, signal: AbortSignal) => Promise<Omit<ShadowSetup, 'runId' | 'dir'>>
  readonly send: (report: Omit<ShadowReport, 'workerId'>, signal: AbortSignal) => Promise<void>
  readonly startChild: (options: Pick<ChildOptions, 'setup' | 'onFault'>) => ShadowChild
  readonly dir: string
  readonly log: Log
  readonly pause: Pause
  /** The machine's own: what it costs is measured by that, whatever time sources are watched by. */
  readonly clock: Clock
}

/** Nobody looks beside those in force. */
export const nobodyBeside: Beside = {
  wantsPicture: () => false,
  looked: () => undefined,
  suspended: () => undefined,
  isBehind: () => undefined,
  concluded: () => undefined,
}
