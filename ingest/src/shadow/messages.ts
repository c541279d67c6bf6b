import type { WantedSource } from '@sightline/api/contract/workers'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { Envelope } from '@sightline/detectors/envelope/silence'
import type { FindingEvent } from '@sightline/detectors/finding'
import type { ShakenFrame } from '@sightline/detectors/tracking/steady'
import type { Size } from '@sightline/models/letterbox'
import type { SeeingManifest } from '@sightline/models/manifest'
import type { KeptPicture } from '../perceive/kept-picture.ts'

/** A picture as the decoder gave it for those in force: it is shown the same, and none is decoded for it. */
export type ShownPicture = KeptPicture

/** What a shadow has to know of a source; no address and no password. */
export type ShadowSource = Pick<WantedSource, 'id' | 'zones' | 'rules'>

/** What the process of a shadow is started with. */
export interface ShadowSetup {
  readonly runId: string
  readonly manifest: SeeingManifest
  /** The prepared file, and its hash. */
  readonly path: string
  readonly sha256: string
  /** The lowest score that counts. */
  readonly threshold: number
  /** Where its scenes are saved. */
  readonly dir: string
}

/** A picture to look at, with what those in force saw in it. */
export interface LookTask extends ShakenFrame {
  readonly sourceId: string
  readonly envelope: Envelope
  readonly picture: ShownPicture
  /** Of the camera's own picture, px. */
  readonly size: Size
}

/** worker -> shadow. `id` names what is answered. */
export type ToShadow =
  | { readonly kind: 'open'; readonly setup: ShadowSetup }
  | { readonly kind: 'source'; readonly source: ShadowSource }
  | { readonly kind: 'look'; readonly id: number; readonly task: LookTask }
  | { readonly kind: 'suspend'; readonly sourceId: string; readonly at: number }
  | { readonly kind: 'draw'; readonly id: number; readonly sourceId: string; readonly at: number }

/** A finding's change, with the picture of a confirmation where there is one (JPEG). */
export interface ShadowFound {
  readonly event: FindingEvent
  readonly jpeg: Uint8Array | null
}

/** What became of a look. `idle`: no rule of the source reads what the model reports. */
export type LookOutcome =
  | { readonly kind: 'seen'; readonly ms: number; readonly found: readonly ShadowFound[] }
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed'; readonly code: string }

/** shadow -> worker. */
export type FromShadow =
  | { readonly kind: 'opened'; readonly classes: readonly ObjectClass[]; readonly input: Size }
  | { readonly kind: 'refused'; readonly code: string }
  | {
      readonly kind: 'looked'
      readonly id: number
      readonly outcome: LookOutcome
      /** Of all its threads since it began, ms. */
      readonly cpuMs: number
      readonly residentBytes: number
    }
  | { readonly kind: 'drawn'; readonly id: number; readonly jpeg: Uint8Array | null }
