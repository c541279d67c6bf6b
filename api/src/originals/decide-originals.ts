import type { z } from 'zod'
import type { decideOriginalsSchema } from '../../contract/originals.ts'
import { refusalToDecide } from '../../law/originals.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import { found, Refusal, refuse } from '../refusal.ts'
import type { OriginalDeps } from './deps.ts'
import { permissionInclude, signedBytes, toGrant, toPermission, type PermissionView } from './store.ts'

type Deciding = z.output<typeof decideOriginalsSchema> & { readonly id: string }

/** Somebody else than who asked grants or refuses, once, signed. Of two at once one is told that it is decided. */
export async function decideOriginals(
  deps: OriginalDeps,
  deciding: Deciding,
  actor: string,
): Promise<PermissionView> {
  try {
    return await decide(deps, deciding, actor)
  } catch (error) {
    throw isUniqueConflict(error) ? new Refusal('original_decided') : error
  }
}

async function decide(
  { db, now, signer }: OriginalDeps,
  { id, decision, note }: Deciding,
  actor: string,
): Promise<PermissionView> {
  return db.$transaction(async (tx) => {
    const find = () => tx.originalPermission.findUnique({ where: { id }, include: permissionInclude })
    const known = found(await find(), 'permission')
    await lockAlert(tx, known.case.alertId, actor)
    const row = found(await find(), 'permission')
    const at = now()
    refuse(refusalToDecide(toGrant(row, signer), actor, at))
    const decided = { isGranted: decision === 'grant', note, at, byId: actor }
    const signature = signer.sign(signedBytes(row, decided))
    await tx.originalDecision.create({
      data: { permissionId: id, ...decided, at: new Date(at), signature, keyId: signer.keyId },
    })
    const { caseId, receiver } = row
    const facts = {
      permission: id,
      number: row.case.number,
      receiver,
      takeUntil: row.validUntil.getTime(),
      requested_by: row.askedById,
      note,
    }
    const action = decided.isGranted ? 'original.granted' : 'original.refused'
    await appendAudit(tx, [{ at, actor, action, subject: `case/${caseId}`, facts }])
    return toPermission(found(await find(), 'permission'), signer, at)
  })
}
