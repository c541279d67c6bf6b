import type { z } from 'zod'
import { type changeSourceSchema } from '../../contract/sources.ts'
import type { Source as SourceRow } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { approvalBasisMin, approvalNext, needsBasis } from '../../law/approval.ts'

type Change = Pick<z.output<typeof changeSourceSchema>, 'url' | 'approval'>
type Before = Pick<SourceRow, 'url' | 'approvalState' | 'approvalBasis' | 'approvalRevision'>

function refuse(path: 'approval.state' | 'approval.basis', message: string): never {
  throw new Refusal('bad_request', {}, [{ path, message }])
}

/**
 * The approval after a change, one step at a time. Another address may be another camera: what was in use is then
 * suspended, whatever else the change asks for.
 */
export function approvalAfter(before: Before, { url, approval }: Change) {
  const isMoved = url !== undefined && url !== before.url && before.approvalState === 'in_use'
  const from = isMoved ? 'suspended' : before.approvalState
  const wanted = {
    approvalState: approval?.state ?? from,
    approvalBasis: approval?.basis ?? before.approvalBasis,
  }
  const isStep = wanted.approvalState !== from
  if (isStep && !approvalNext[from].includes(wanted.approvalState))
    refuse('approval.state', `from ${from} to ${approvalNext[from].join(' or ')} only`)
  if (approval && needsBasis(wanted.approvalState) && wanted.approvalBasis.trim().length < approvalBasisMin)
    refuse(
      'approval.basis',
      `${wanted.approvalState} needs its basis: at least ${approvalBasisMin} characters`,
    )
  const isSame =
    wanted.approvalState === before.approvalState && wanted.approvalBasis === before.approvalBasis
  return isSame ? {} : { ...wanted, approvalRevision: before.approvalRevision + 1 }
}
