import type { AskOriginals } from '../../contract/originals.ts'
import { refusalOfTerm } from '../../law/originals.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { found, refuse } from '../refusal.ts'
import type { OriginalDeps } from './deps.ts'
import { permissionInclude, toPermission, type PermissionView } from './store.ts'

/** Keeps that somebody asks to take the originals of a case out. Nothing leaves until somebody else has granted it. */
export async function askOriginals(
  { db, now, newId, signer }: OriginalDeps & Pick<Deps, 'newId'>,
  asked: AskOriginals,
  actor: string,
): Promise<PermissionView> {
  const [id, at] = [newId(), now()]
  refuse(refusalOfTerm(asked.validUntil, at))
  const { caseId, purpose, receiver, validUntil } = asked
  return db.$transaction(async (tx) => {
    const { number, alertId } = found(await tx.case.findUnique({ where: { id: caseId } }), 'case')
    await lockAlert(tx, alertId, actor)
    const row = await tx.originalPermission.create({
      data: {
        id,
        caseId,
        purpose,
        receiver,
        validUntil: new Date(validUntil),
        askedAt: new Date(at),
        askedById: actor,
      },
      include: permissionInclude,
    })
    const facts = { permission: id, number, purpose, receiver, takeUntil: validUntil }
    await appendAudit(tx, [{ at, actor, action: 'original.asked', subject: `case/${caseId}`, facts }])
    return toPermission(row, signer, at)
  })
}
