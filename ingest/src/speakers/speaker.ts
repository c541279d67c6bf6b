import type { Speech, Spoken } from '@sightline/api/contract/speech'
import type { Proof } from '@sightline/api/contract/speakers'
import type { UndeliveredCode } from '@sightline/api/law/reminders'
import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import { CodedError } from '@sightline/infra/platform/error'
import type { Pause } from '../floor/pause.ts'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'

/** Sound as it is played: 16-bit samples, 8 kHz, one channel. */
export interface Sound {
  readonly samples: Int16Array
  readonly lengthMs: number
  /** Of the samples, little endian. */
  readonly sha256: string
}

export interface SpeakerDeps {
  readonly networks: CameraNetworks
  readonly pause: Pause
  /** Epoch ms. */
  readonly now: () => number
  /** Monotonic ms. */
  readonly monotonic: () => number
}

/** What is to be said, where, with everything opened that is needed for it. */
export interface Utterance {
  readonly speech: Speech
  /** Where the source's camera is. */
  readonly camera: StreamAddress
  /** The speaker's own secret; empty: none. */
  readonly secret: string
  /** Rendered only where it is asked for: a message needs none. */
  readonly sound: (signal: AbortSignal) => Promise<Sound>
}

/**
 * One kind of speaker: says something and answers what the device said that it took; throws `Undelivered` where it did not,
 * and never tries a second time by itself.
 */
export type Speak = (deps: SpeakerDeps, utterance: Utterance, signal: AbortSignal) => Promise<Proof>

/** Nothing was said, or not all of it. `detail` is for who looks after the device: no address, no secret. */
export class Undelivered extends CodedError {
  override readonly name: string = 'Undelivered'
  declare readonly code: UndeliveredCode

  constructor(code: UndeliveredCode, detail = '') {
    super(code, { detail }, { text: detail })
  }
}

export type Result = Spoken['result']
