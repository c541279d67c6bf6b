import type { Speech, Spoken } from '@sightline/api/contract/speech'
import { speakerSecretContext } from '@sightline/api/contract/speech'
import { speakWithinMs, type UndeliveredCode } from '@sightline/api/law/reminders'
import type { SpeakerKind } from '@sightline/api/law/speakers'
import { limitTo } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { CaptureFault } from '../sources/rtsp/capture-fault.ts'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import { speakHttp } from './http-speaker.ts'
import { speakOnvif } from './onvif.ts'
import { renderSpeech, type RenderDeps } from './render-speech.ts'
import { Undelivered, type Result, type Speak, type SpeakerDeps } from './speaker.ts'
import { speakByRequest } from './webhook.ts'

export interface SayDeps extends SpeakerDeps, RenderDeps {
  readonly secretBox: Pick<SecretBox, 'decrypt'>
  /** Where the camera of a source is that is watched here; null: it is not. */
  readonly cameraOf: (sourceId: string) => StreamAddress | null
}

/** A new kind of speaker is one file and one row. */
const speakers: Readonly<Record<SpeakerKind, Speak>> = {
  onvif: speakOnvif,
  http: speakHttp,
  phone: speakByRequest,
  text_message: speakByRequest,
  merchant_push: speakByRequest,
  drone: speakByRequest,
}

/** Says something once, and answers what became of it: every failure has its code. */
export async function say(deps: SayDeps, speech: Speech, closing: AbortSignal): Promise<Spoken> {
  const limit = limitTo(speakWithinMs, closing)
  const result = await sayWithin(deps, speech, limit.signal).finally(() => limit.end())
  return { id: speech.id, at: Math.round(deps.now()), result }
}

async function sayWithin(deps: SayDeps, speech: Speech, signal: AbortSignal): Promise<Result> {
  try {
    const camera = deps.cameraOf(speech.sourceId)
    if (camera === null) throw new Undelivered('no_worker', 'the source is watched elsewhere now')
    const secret = secretOf(deps, speech)
    const sound = (until: AbortSignal) => renderSpeech(deps, speech, until)
    const proof = await speakers[speech.speaker.kind](deps, { speech, camera, secret, sound }, signal)
    return { outcome: 'delivered', proof }
  } catch (error) {
    return { outcome: 'not_delivered', ...told(error, signal) }
  }
}

function secretOf({ secretBox }: SayDeps, { sourceId, speaker: { url, sealedSecret } }: Speech): string {
  return sealedSecret === null ? '' : secretBox.decrypt(sealedSecret, speakerSecretContext({ sourceId, url }))
}

/** What a fault of a connection is called where somebody looks after the speaker. */
const codeOf: Partial<Record<CaptureFault['code'], UndeliveredCode>> = {
  auth: 'speaker_unauthorised',
  digest: 'speaker_unauthorised',
  elsewhere: 'speaker_elsewhere',
  not_allowed: 'speaker_network_refused',
  refused: 'speaker_unreachable',
  network: 'speaker_unreachable',
}

function told(error: unknown, signal: AbortSignal): { code: UndeliveredCode; detail: string } {
  if (error instanceof Undelivered) return { code: error.code, detail: error.message.slice(0, 200) }
  if (signal.aborted) return { code: 'speaker_too_slow', detail: '' }
  if (error instanceof CaptureFault)
    return { code: codeOf[error.code] ?? 'speaker_refused', detail: error.detail.slice(0, 200) }
  if (error instanceof CodedError && error.code.startsWith('seal_'))
    return { code: 'speaker_unauthorised', detail: 'the secret does not open here' }
  throw error
}
