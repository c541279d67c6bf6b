import type { z } from 'zod'
import type { askCopySchema } from '../../contract/originals.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import { isBlindTo } from '../cases/blind.ts'
import { caseRowOf } from '../cases/list.ts'
import type { CaseRow } from '../cases/store.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { refuseExpired } from '../keeping/expired.ts'
import { Refusal } from '../refusal.ts'
import { copyInclude, type CopyRow } from './store.ts'

/** A copy that was not seen at work for so long is nobody's any more. */
export const silentMs = 120_000

export interface Begun {
  readonly row: CopyRow
  readonly theCase: CaseRow
}

/** Says of copies whose process is gone that they failed, and which. Under the lock of copies. */
export async function endSilent(tx: Tx, at: number): Promise<readonly string[]> {
  const silent = await tx.caseCopy.findMany({
    where: { state: 'running', beatAt: { lt: new Date(at - silentMs) } },
  })
  const failure: ErrorCode = 'copy_interrupted'
  for (const { id } of silent)
    await tx.caseCopy.update({ where: { id }, data: { state: 'failed', failure, endedAt: new Date(at) } })
  await appendAudit(
    tx,
    silent.map(({ id, caseId }) => ({
      at,
      actor: 'system',
      action: 'copy.failed',
      subject: `case/${caseId}`,
      facts: { copy: id, code: failure },
    })),
  )
  return silent.map(({ id }) => id)
}

/** Begins a shareable copy of a case: one at a time, for whom and what for on record before a picture is looked at. */
export async function beginCopy(
  deps: Pick<Deps, 'db' | 'now' | 'newId'>,
  { caseId, receiver, purpose }: z.output<typeof askCopySchema> & { readonly caseId: string },
  caller: Caller,
): Promise<Begun> {
  const theCase = await caseRowOf(deps, caseId)
  if (isBlindTo(theCase, caller)) throw new Refusal('case_reviewed_anew', { id: caseId })
  await refuseExpired(deps.db, theCase.alert.findingId)
  const [id, at, actor] = [deps.newId(), deps.now(), caller.person.id]
  const row = await deps.db.$transaction(async (tx) => {
    await takeLock(tx, 'copies')
    await lockAlert(tx, theCase.alertId, actor)
    const isBusy = await beyondReach(async () => {
      await endSilent(tx, at)
      return (await tx.caseCopy.count({ where: { state: 'running' } })) > 0
    })
    if (isBusy) throw new Refusal('copy_busy')
    const times = { beatAt: new Date(at), startedAt: new Date(at) }
    const made = await tx.caseCopy.create({
      data: { id, caseId, receiver, purpose, state: 'running', madeById: actor, ...times },
      include: copyInclude,
    })
    const facts = { copy: id, number: theCase.number, receiver, purpose, address: caller.address }
    await appendAudit(tx, [{ at, actor, action: 'copy.begun', subject: `case/${caseId}`, facts }])
    return made
  })
  return { row, theCase }
}
