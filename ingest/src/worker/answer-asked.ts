import type { Queues } from '@sightline/infra/platform/queue'
import type { createFaceFinder } from '../faces/find-faces.ts'
import { facesAsked, modelTrials, probes } from '../handover/contracts.ts'
import type { ApiAddress } from '../perceive/infer/fetch-model.ts'
import { answerTrial } from '../trial/model-trial.ts'
import { answerProbe, type ProbeDeps } from './probe-consumer.ts'

export interface Answering {
  readonly probing: ProbeDeps
  readonly api: ApiAddress
  readonly faces: Pick<ReturnType<typeof createFaceFinder>, 'find'>
}

/** What the api asks of any worker: to look at an address, to try a model, to find faces in a picture. */
export function answerAsked(queues: Pick<Queues, 'consume'>, { probing, api, faces }: Answering): void {
  queues.consume(facesAsked, (job) => faces.find(job), { concurrency: 1 })
  queues.consume(probes, (probe, { signal }) => answerProbe(probing, probe, signal), { concurrency: 2 })
  queues.consume(modelTrials, (trial, { signal }) => answerTrial(api, trial, signal), { concurrency: 1 })
}
