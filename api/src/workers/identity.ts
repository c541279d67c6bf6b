import type { z } from 'zod'
import { saidOnceSchema, type signedCallSchema } from '../../contract/workers.ts'
import { CodedError } from '@sightline/infra/platform/error'
import { publicKeyId, verifySignature } from '@sightline/infra/platform/sign'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Refused } from '../http/access.ts'
import { Refusal } from '../refusal.ts'
import { refuseOtherTime, refuseRepeated } from './refuse-repeated.ts'

export type IdentityDeps = Pick<Deps, 'db' | 'now'> & {
  readonly recordRefused: (refused: Refused) => Promise<void>
}
type SignedCall = z.output<typeof signedCallSchema>

const invalid = (path: string, message: string): Refusal =>
  new Refusal('worker_call_invalid', {}, [{ path, message }])

/** A kind of call: the text before it that was signed with it, so that none is taken for another, and its form. */
export interface CallForm<T> {
  readonly route: string
  readonly context: string
  readonly schema: z.ZodType<T>
}

/** Whether the call was signed by the key that it names; a text that is no key signs nothing. */
function isSigned({ call, signature, publicKeyPem }: SignedCall, context: string): boolean {
  try {
    return verifySignature(Buffer.from(context + call), signature, publicKeyPem)
  } catch (error) {
    if (error instanceof CodedError) return false
    throw error
  }
}

function parseCall<T>(call: string, schema: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(call)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalid('call', 'not JSON')
    throw cause
  }
  const parsed = schema.safeParse(json)
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

/** What a worker says, once it has shown that the id is its own, and that it says it now and for the first time. */
export async function openCall<T extends { readonly workerId: string }>(
  deps: IdentityDeps,
  { signed, address }: { readonly signed: SignedCall; readonly address: string },
  { route, context, schema }: CallForm<T>,
): Promise<T> {
  if (!isSigned(signed, context)) throw invalid('signature', 'not made over this call by this key')
  const request = parseCall(signed.call, schema)
  const { workerId } = request
  const said = { workerId, ...parseCall(signed.call, saidOnceSchema) }
  try {
    refuseOtherTime(said, deps.now())
    await refuseOtherKey(deps, workerId, signed.publicKeyPem)
    await refuseRepeated(deps, said, deps.now())
    return request
  } catch (error) {
    if (error instanceof Refusal)
      await deps.recordRefused({ actor: 'worker', route, code: error.code, address })
    throw error
  }
}

async function refuseOtherKey(deps: IdentityDeps, workerId: string, publicKeyPem: string): Promise<void> {
  if ((await bind(deps, workerId, publicKeyPem)) === publicKeyId(publicKeyPem)) return
  throw new Refusal('worker_key_refused', { workerId })
}
