import { trialTimeoutMs as timeoutMs, type Trial } from '../../contract/models.ts'
import { modelTrialAnswerSchema, modelTrialJobSchema, queueNames } from '../../contract/queues.ts'
import { CodedError } from '@sightline/infra/platform/error'
import type { Queues } from '@sightline/infra/platform/queue'
import { queueContract } from '@sightline/infra/platform/queue-contract'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { changeModel, standingOf, takeSeen, type Seen } from './change-model.ts'
import { stateAfter } from './moves.ts'
import { modelOf, toWanted, type ModelView, type WantedView } from './store.ts'

const trialContract = queueContract(queueNames.modelTrial, modelTrialJobSchema, modelTrialAnswerSchema)

export type TrialDeps = Pick<Deps, 'db' | 'now' | 'log'> & { readonly queues: Pick<Queues, 'request'> }

export interface TrialRequest {
  readonly seen: Seen
  readonly actor: string
  readonly pictureBase64: string | null
  /** For how long who asks is kept waiting for the answer, which may still come later. */
  readonly patienceMs: number
}

/** Opens the file to workers for as long as the dry run may take; one dry run of a model at a time. */
function begin({ db, now }: TrialDeps, seen: Seen): Promise<WantedView> {
  return db.$transaction(async (tx) => {
    const row = await takeSeen(tx, seen)
    stateAfter(standingOf(row), 'pass')
    const at = now()
    if (row.trialUntil && row.trialUntil.getTime() > at) {
      throw new Refusal('model_trial_running', { until: row.trialUntil.getTime() })
    }
    await tx.model.update({ where: { id: row.id }, data: { trialUntil: new Date(at + timeoutMs) } })
    return found(toWanted(row), 'model file')
  })
}

/** Recorded too when it gave nothing: the model stays as it was. */
async function giveUp({ db, now }: TrialDeps, { seen, actor }: TrialRequest, outcome: string): Promise<void> {
  await db.$transaction(async (tx) => {
    // Another version is another's dry run.
    await tx.model.updateMany({ where: { ...seen }, data: { trialUntil: null } })
    const [subject, facts] = [`network/${seen.id}`, { outcome }]
    await appendAudit(tx, [{ at: now(), actor, action: 'network.tried', subject, facts }])
  })
}

async function ask(deps: TrialDeps, request: TrialRequest, model: WantedView): Promise<Trial> {
  const { pictureBase64 } = request
  try {
    return await deps.queues.request(trialContract, { model, pictureBase64 }, { timeoutMs })
  } catch (error) {
    const isLate = error instanceof CodedError && error.code === 'queue_reply_late'
    await giveUp(deps, request, isLate ? 'unanswered' : 'failed')
    throw isLate ? new Refusal('model_trial_unanswered', { timeoutMs }) : error
  }
}

/** Whether it may be enabled after that. Nobody overrules a doubt: another manifest, file or picture does. */
const isPassed = (trial: Trial): boolean => trial.ok && trial.doubts.length === 0

/** What the trail keeps: what it came to, not what was seen. */
function factsOf(trial: Trial) {
  if (!trial.ok) return { outcome: trial.code }
  const seen = trial.detections.length
  if (isPassed(trial)) return { outcome: 'ok', seen }
  return { outcome: 'implausible', seen, doubts: trial.doubts.map(({ code }) => code) }
}

/** What is there in time; null: not yet. */
async function within<T>(awaited: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([awaited, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What it gave is stored with the model, whenever it comes; where that changed meanwhile, it counts for nothing. */
async function finish(deps: TrialDeps, request: TrialRequest, wanted: WantedView): Promise<ModelView> {
  const { seen, actor } = request
  const trial = await ask(deps, request, wanted)
  return changeModel(deps, { seen, actor }, () => ({
    step: isPassed(trial) ? 'pass' : 'fail',
    action: 'network.tried',
    data: { trial, triedAt: new Date(deps.now()), trialUntil: null },
    facts: { sha256: wanted.sha256, ...factsOf(trial) },
  }))
}

/**
 * The dry run of a model by a worker, on a picture that is not kept: afterwards the model is ready, or refused where
 * it failed or cannot be believed. An answer
 * that takes longer than the patience is stored when it comes; until then `trialUntil` says that it is waited for.
 * `changed_meanwhile` where the model changed.
 */
export async function tryModel(deps: TrialDeps, request: TrialRequest): Promise<ModelView> {
  const { id } = request.seen
  const finished = finish(deps, request, await begin(deps, request.seen))
  const inTime = await within(finished, request.patienceMs)
  if (inTime !== null) return inTime
  finished.catch((err: unknown) => deps.log.warn({ err, model: id }, 'a dry run came to nothing'))
  return modelOf(deps.db, id)
}
