import { readFile } from 'node:fs/promises'
import {
  reconcileAnswerSchema,
  workerCallContext,
  type ReconcileAnswer,
  type ReconcileRequest,
} from '@sightline/api/contract/workers'
import { limitTo } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import type { Signer } from '@sightline/infra/platform/sign'
import type { Pause } from '../floor/pause.ts'

export interface ExchangeDeps {
  readonly apiUrl: string
  readonly tokenFile: string
  readonly log: Log
  /** By whose key the worker's id is its own. */
  readonly signer: Pick<Signer, 'publicKeyPem' | 'sign'>
  /** What the api is told. */
  readonly report: () => ReconcileRequest
  /** What it wants. */
  readonly onAnswer: (answer: ReconcileAnswer) => Promise<void>
  readonly pause: Pause
}

const everyMs = 1000
const timeoutMs = 5000

/**
 * Asks once a second what to watch, until the signal aborts. While the api cannot be reached, or answers anything that
 * is not its contract, what is being watched goes on.
 */
export async function exchangeWithApi(deps: ExchangeDeps, signal: AbortSignal): Promise<void> {
  let failedSince = 0
  while (!signal.aborted) {
    try {
      await deps.onAnswer(await ask(deps, signal))
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

/** The call as it travels (`signedCallSchema`). */
function signCall(request: ReconcileRequest, { publicKeyPem, sign }: ExchangeDeps['signer']) {
  const call = JSON.stringify(request)
  return { call, publicKeyPem, signature: sign(Buffer.from(workerCallContext + call)) }
}

async function ask(
  { apiUrl, tokenFile, signer, report }: ExchangeDeps,
  signal: AbortSignal,
): Promise<ReconcileAnswer> {
  const token = (await readFile(tokenFile, 'utf8')).trim()
  const limit = limitTo(timeoutMs, signal)
  try {
    const response = await fetch(new URL('/api/workers/reconcile', apiUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(signCall(report(), signer)),
      signal: limit.signal,
    })
    const { ok, status } = response
    if (!ok) throw new CodedError('api_refused', { status, body: (await response.text()).slice(0, 300) })
    return reconcileAnswerSchema.parse(await response.json())
  } finally {
    limit.end()
  }
}
