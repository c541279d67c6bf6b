import { dossierSubmittedSchema, queueNames } from '../../contract/queues.ts'
import type { Queues } from '@sightline/infra/platform/queue'
import { queueContract } from '@sightline/infra/platform/queue-contract'
import { isRefused, receiveDossier, type IntakeDeps } from './receive-dossier.ts'

export const dossierQueue = queueContract(queueNames.dossierSubmitted, dossierSubmittedSchema)

/** A supplement whose objects are looked up one by one holds back no first part. */
const concurrency = 4

/** Takes in what workers submit; a refusal fails the job at once and for good, which keeps it to be looked at. */
export function consumeDossiers(queues: Pick<Queues, 'consume'>, deps: IntakeDeps): void {
  queues.consume(
    dossierQueue,
    async (submitted) => {
      await receiveDossier(deps, submitted)
    },
    { concurrency, isForGood: isRefused },
  )
}
