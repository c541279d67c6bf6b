import type { z } from 'zod'
import type { signedCallSchema } from '../../contract/workers.ts'
import { reconcileRequestSchema, workerCallContext, type ReconcileRequest } from '../../contract/workers.ts'
import { CodedError } from '@sightline/infra/platform/error'
import { publicKeyId, verifySignature } from '@sightline/infra/platform/sign'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Refused } from '../http/access.ts'
import { Refusal } from '../refusal.ts'

export type IdentityDeps = Pick<Deps, 'db' | 'now'> & {
  readonly recordRefused: (refused: Refused) => Promise<void>
}
type SignedCall = z.output<typeof signedCallSchema>

const invalid = (path: string, message: string): Refusal =>
  new Refusal('worker_call_invalid', {}, [{ path, message }])

/** Whether the call was signed by the key that it names; a text that is no key signs nothing. */
function isSigned({ call, signature, publicKeyPem }: SignedCall): boolean {
  try {
    return verifySignature(Buffer.from(workerCallContext + call), signature, publicKeyPem)
  } catch (error) {
    if (error instanceof CodedError) return false
    throw error
  }
}

function parseCall(call: string): ReconcileRequest {
  let json: unknown
  try {
    json = JSON.parse(call)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalid('call', 'not JSON')
    throw cause
  }
  const parsed = reconcileRequestSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: ['call', ...path].join('.'),
    message,
  }))
  throw new Refusal('worker_call_invalid', {}, problems)
}

/** The id is the key's that first came with it; of two that come at once one is first. */
async function bind({ db, now }: IdentityDeps, workerId: string, publicKeyPem: string): Promise<string> {
  const known = await db.workerIdentity.findUnique({ where: { workerId } })
  if (known) return known.keyId
  const [at, keyId] = [now(), publicKeyId(publicKeyPem)]
  const row = { workerId, keyId, publicKeyPem, boundAt: new Date(at) }
  return db.$transaction(async (tx) => {
    const { count } = await tx.workerIdentity.createMany({ data: [row], skipDuplicates: true })
    if (count === 0) return (await tx.workerIdentity.findUniqueOrThrow({ where: { workerId } })).keyId
    const entry = { at, actor: 'worker', action: 'worker.bound' as const, subject: `worker/${workerId}` }
    await appendAudit(tx, [{ ...entry, facts: { keyId } }])
    return keyId
  })
}

/** What a worker says, once it has shown that the id under which it says it is its own. */
export async function openCall(
  deps: IdentityDeps,
  signed: SignedCall,
  address: string,
): Promise<ReconcileRequest> {
  if (!isSigned(signed)) throw invalid('signature', 'not made over this call by this key')
  const request = parseCall(signed.call)
  const { workerId } = request
  if ((await bind(deps, workerId, signed.publicKeyPem)) === publicKeyId(signed.publicKeyPem)) return request
  const code = 'worker_key_refused'
  await deps.recordRefused({ actor: 'worker', route: 'POST /api/workers/reconcile', code, address })
  throw new Refusal(code, { workerId })
}
