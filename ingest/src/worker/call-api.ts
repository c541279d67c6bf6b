import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { Clock } from '@sightline/infra/platform/clock'
import { limitTo } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import type { Signer } from '@sightline/infra/platform/sign'

/** Where the api is, and who calls it. */
export interface ApiDoor {
  readonly apiUrl: string
  readonly tokenFile: string
  /** By whose key the worker's id is its own. */
  readonly signer: Pick<Signer, 'publicKeyPem' | 'sign'>
  /** When something is said: who says it again later is refused. */
  readonly clock: Pick<Clock, 'now'>
}

/** One kind of call: where it goes, the text that is signed before it, and what is answered. */
export interface WorkerCall<T> {
  readonly path: string
  readonly context: string
  readonly answer: z.ZodType<T>
}

const timeoutMs = 5000

/** The call as it travels (`signedCallSchema`), said once (`saidOnceSchema`). */
function signCall(request: object, context: string, { signer, clock }: Pick<ApiDoor, 'signer' | 'clock'>) {
  const call = JSON.stringify({ ...request, at: Math.round(clock.now()), nonce: randomUUID() })
  return { call, publicKeyPem: signer.publicKeyPem, signature: signer.sign(Buffer.from(context + call)) }
}

/** Says something to the api as this worker. Rejects `api_refused` with what it answered, or where it does not answer in time. */
export async function callApi<T>(
  { apiUrl, tokenFile, ...saying }: ApiDoor,
  { path, context, answer, request }: WorkerCall<T> & { readonly request: object },
  signal: AbortSignal,
): Promise<T> {
  const token = (await readFile(tokenFile, 'utf8')).trim()
  const limit = limitTo(timeoutMs, signal)
  try {
    const response = await fetch(new URL(path, apiUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(signCall(request, context, saying)),
      signal: limit.signal,
    })
    const { ok, status } = response
    if (!ok) throw new CodedError('api_refused', { status, body: (await response.text()).slice(0, 300) })
    return answer.parse(await response.json())
  } finally {
    limit.end()
  }
}
