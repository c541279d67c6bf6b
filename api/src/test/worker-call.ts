import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { workerCallContext } from '../../contract/workers.ts'
import { timeOf, workerToken } from './api.ts'

interface WorkerKey {
  readonly publicKeyPem: string
  readonly privateKey: KeyObject
}

export function newWorkerKey(): WorkerKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
}

const keys = new Map<string, WorkerKey>()
/** The worker's own, the same at every call. */
export function keyOf(workerId: string): WorkerKey {
  const key = keys.get(workerId) ?? newWorkerKey()
  keys.set(workerId, key)
  return key
}

/** A call as a worker says it at that moment, once. */
export const sayOnce = (payload: object, at: number): string =>
  JSON.stringify({ ...payload, at, nonce: randomUUID() })

export const signCall = (payload: { readonly workerId: string }, at: number, key = keyOf(payload.workerId)) =>
  signText(sayOnce(payload, at), key)

export function signText(call: string, key: WorkerKey, context: string = workerCallContext) {
  const signature = sign(null, Buffer.from(context + call), key.privateKey).toString('base64')
  return { call, signature, publicKeyPem: key.publicKeyPem }
}

/** A worker's call, signed by its own key unless another is given. */
export const callAsWorker = (
  app: FastifyInstance,
  payload: { readonly workerId: string } & Readonly<Record<string, unknown>>,
  key?: WorkerKey,
) =>
  app.inject({
    method: 'POST',
    url: '/api/workers/reconcile',
    headers: { authorization: `Bearer ${workerToken}` },
    payload: signCall(payload, timeOf(app), key),
  })
