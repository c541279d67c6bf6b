import {
  dossierSpooledSchema,
  dossierSubmittedSchema,
  modelTrialAnswerSchema,
  modelTrialJobSchema,
  probeAnswerSchema,
  probeSchema,
  queueNames,
  facesAnswerSchema,
  facesJobSchema,
} from '@sightline/api/contract/queues'
import { queueContract } from '@sightline/infra/platform/queue-contract'

/** A worker's own queue: its spool is on its own disk, so no other worker can store what lies there. */
export const dossierSpooled = (keyId: string) =>
  queueContract(`${queueNames.dossierSpooled}-${keyId}`, dossierSpooledSchema)
export const dossierSubmitted = queueContract(queueNames.dossierSubmitted, dossierSubmittedSchema)
export const probes = queueContract(queueNames.probe, probeSchema, probeAnswerSchema)
export const modelTrials = queueContract(queueNames.modelTrial, modelTrialJobSchema, modelTrialAnswerSchema)
export const facesAsked = queueContract(queueNames.faces, facesJobSchema, facesAnswerSchema)
