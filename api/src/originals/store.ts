import type { z } from 'zod'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { verifySignature, type Signer } from '@sightline/infra/platform/sign'
import type { originalPermissionSchema } from '../../contract/originals.ts'
import { stateOfGrant, type OriginalGrant } from '../../law/originals.ts'
import type { Prisma } from '../generated/client.ts'

export type PermissionView = z.input<typeof originalPermissionSchema>

const who = { select: { id: true, name: true } } as const
export const permissionInclude = {
  case: { select: { number: true, alertId: true } },
  askedBy: who,
  decision: { include: { by: who } },
} satisfies Prisma.OriginalPermissionInclude
export type PermissionRow = Prisma.OriginalPermissionGetPayload<{ include: typeof permissionInclude }>

interface Decided {
  readonly isGranted: boolean
  readonly note: string
  readonly at: number
  readonly byId: string
}

/** What a decision is signed over: the whole request and the decision. */
export const signedBytes = (
  { id, caseId, purpose, receiver, validUntil, askedAt, askedById }: Omit<PermissionRow, 'decision'>,
  decision: Decided,
): Uint8Array =>
  canonicalBytes({
    format: 'sightline.original-permission/1',
    id,
    caseId,
    purpose,
    receiver,
    validUntil: validUntil.getTime(),
    askedAt: askedAt.getTime(),
    askedById,
    ...decision,
  })

/** As the law reads it. A decision counts where our key signed it as it stands: a row written past the api does not. */
export function toGrant(row: PermissionRow, signer: Pick<Signer, 'keyId' | 'publicKeyPem'>): OriginalGrant {
  const { caseId, askedById, decision } = row
  const validUntil = row.validUntil.getTime()
  if (!decision) return { caseId, askedById, validUntil, decision: null }
  const { isGranted, note, byId, signature, keyId } = decision
  const bytes = signedBytes(row, { isGranted, note, byId, at: decision.at.getTime() })
  const isSigned = keyId === signer.keyId && verifySignature(bytes, signature, signer.publicKeyPem)
  return { caseId, askedById, validUntil, decision: { isGranted, isSigned } }
}

export function toPermission(
  row: PermissionRow,
  signer: Pick<Signer, 'keyId' | 'publicKeyPem'>,
  now: number,
): PermissionView {
  const { id, caseId, purpose, receiver, askedBy, decision } = row
  return {
    id,
    caseId,
    caseNumber: row.case.number,
    purpose,
    receiver,
    validUntil: row.validUntil.getTime(),
    askedAt: row.askedAt.getTime(),
    askedBy,
    state: stateOfGrant(toGrant(row, signer), now),
    decision: decision && {
      isGranted: decision.isGranted,
      note: decision.note,
      at: decision.at.getTime(),
      by: decision.by,
      signature: decision.signature,
      keyId: decision.keyId,
    },
  }
}
