import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import type { Queues } from '@sightline/infra/platform/queue'
import { queueContract } from '@sightline/infra/platform/queue-contract'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { facesAnswerSchema, facesJobSchema, mostFacesChars, queueNames } from '../../contract/queues.ts'
import { Refusal } from '../refusal.ts'

/** A picture that is to leave, and who and what was seen in it. */
export interface PrivateAsked {
  readonly bytes: Uint8Array
  readonly persons: readonly Box[]
  readonly vehicles: readonly Box[]
  /** How long somebody waits for it; else as long as models take to be opened. */
  readonly patienceMs?: number
}

/** What must not be recognised, as models found it: 0..1 of the picture. */
export interface PrivateFound {
  readonly faces: readonly Box[]
  readonly plates: readonly { readonly box: Box; readonly text: string }[]
  /** Besides whatever was seen when the picture was judged. */
  readonly vehicles: readonly Pick<Detection, 'class' | 'box'>[]
}

/**
 * Where faces and plates are; null where nobody can tell: then nobody may have this picture. Refuses `copy_no_worker` where
 * no worker answers in time, `copy_no_model` where a model that must look is missing: then nobody gets any.
 */
export type FindPrivate = (asked: PrivateAsked) => Promise<PrivateFound | null>

const contract = queueContract(queueNames.faces, facesJobSchema, facesAnswerSchema)

/** What is missing, not what is wrong with this picture. */
const missing = ['model_unreachable', 'file_missing', 'model_unknown', 'faces_unhideable', 'sha256_mismatch']
/** Of a model that has no name there. */
const anyModel = 'yolox-nano'

/** The first picture waits for the models to be opened. */
const usualPatienceMs = 120_000

/** Asks a worker, who has the models. */
export function createFindPrivate(queues: Pick<Queues, 'request'>, log: Log): FindPrivate {
  return async ({ bytes, persons, vehicles, patienceMs = usualPatienceMs }) => {
    const pictureBase64 = Buffer.from(bytes).toString('base64')
    if (pictureBase64.length > mostFacesChars) return null
    const job = { pictureBase64, persons: [...persons], plates: { vehicles: [...vehicles] } }
    const answer = await queues.request(contract, job, { timeoutMs: patienceMs }).catch((error: unknown) => {
      if (!(error instanceof CodedError) || error.code !== 'queue_reply_late') throw error
      throw new Refusal('copy_no_worker', { patienceMs })
    })
    if (answer.ok) {
      const { regions: faces, plates, vehicles } = answer
      return plates && vehicles ? { faces, plates, vehicles } : null
    }
    log.warn({ code: answer.code, model: answer.model }, 'a worker could not hide what is private')
    if (!missing.includes(answer.code)) return null
    throw new Refusal('copy_no_model', { model: answer.model ?? anyModel, get: 'npx sightline models pull' })
  }
}
