import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import type { Queues } from '@sightline/infra/platform/queue'
import { queueContract } from '@sightline/infra/platform/queue-contract'
import { facesAnswerSchema, facesJobSchema, mostFacesChars, queueNames } from '../../contract/queues.ts'
import { Refusal } from '../refusal.ts'
import type { FindFaces } from './build-set.ts'

const contract = queueContract(queueNames.faces, facesJobSchema, facesAnswerSchema)

/** The first picture waits for the models to be opened. */
const patienceMs = 300_000

/** Asks a worker, who has the models. Where it cannot tell, nobody may have the picture; where none answers in time, nobody gets any: `dataset_no_worker`. */
export function createFindFaces(queues: Pick<Queues, 'request'>, log: Log): FindFaces {
  return async ({ bytes, persons }) => {
    const pictureBase64 = Buffer.from(bytes).toString('base64')
    if (pictureBase64.length > mostFacesChars) return null
    try {
      const answer = await queues.request(
        contract,
        { pictureBase64, persons: [...persons] },
        { timeoutMs: patienceMs },
      )
      if (answer.ok) return answer.regions
      log.warn({ code: answer.code }, 'a worker could not look for faces')
      return null
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'queue_reply_late') throw error
      throw new Refusal('dataset_no_worker', { patienceMs })
    }
  }
}
