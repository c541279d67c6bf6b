import {
  reconcileAnswerSchema,
  workerCallContext,
  type ReconcileAnswer,
  type ReconcileRequest,
} from '@sightline/api/contract/workers'
import type { Log } from '@sightline/infra/platform/log'
import type { Pause } from '../floor/pause.ts'
import { callApi, type ApiDoor } from './call-api.ts'

export interface ExchangeDeps extends ApiDoor {
  readonly log: Log
  /** What the api is told. */
  readonly report: () => ReconcileRequest
  /** What it wants, and what it was told then. */
  readonly onAnswer: (answer: ReconcileAnswer, told: ReconcileRequest) => Promise<void>
  readonly pause: Pause
}

const everyMs = 1000
const reconcile = {
  path: '/api/workers/reconcile',
  context: workerCallContext,
  answer: reconcileAnswerSchema,
}

/**
 * Asks once a second what to watch, until the signal aborts. While the api cannot be reached, or answers anything that
 * is not its contract, what is being watched goes on.
 */
export async function exchangeWithApi(deps: ExchangeDeps, signal: AbortSignal): Promise<void> {
  let failedSince = 0
  while (!signal.aborted) {
    try {
      const request = deps.report()
      await deps.onAnswer(await callApi(deps, { ...reconcile, request }, signal), request)
      if (failedSince > 0) deps.log.info({ failedSince }, 'the api answers again')
      failedSince = 0
    } catch (err) {
      if (signal.aborted) return
      // The first of a row and then one a minute: an api that is down all night is one problem, not thirty thousand.
      if (failedSince % 60 === 0)
        deps.log.warn({ err, failedSince }, 'the api does not answer, watching goes on')
      failedSince += 1
    }
    await deps.pause(everyMs, signal)
  }
}
