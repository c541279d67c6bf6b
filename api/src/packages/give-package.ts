import type { Readable } from 'node:stream'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import { isBlindTo } from '../cases/blind.ts'
import { caseRowOf } from '../cases/list.ts'
import { frozenOf, type CaseRow } from '../cases/store.ts'
import type { Caller } from '../http/caller.ts'
import { requireOriginals } from '../originals/take-originals.ts'
import { Refusal } from '../refusal.ts'
import { makePackage, type PackageDeps, type Taker } from './make-package.ts'
import { refuseAlteredBytes } from './refuse-altered-bytes.ts'

type Move = NonNullable<ReturnType<typeof frozenOf>>

/** The bytes that were filed or handed over, read once and found to be those, and recorded, before the first of them leaves. */
async function frozenStream(
  deps: PackageDeps,
  { row, move }: { row: CaseRow; move: Move },
  { person, address, taken }: Taker,
) {
  const { packageKey: key, packageVersion: versionId, packageSha256: sha256 } = move
  if (key === null || sha256 === null) throw new Error(`the package of ${row.number} has no place`)
  const stored = [{ name: `case-${row.number}.zip`, objectKey: key, versionId, sha256 }]
  await refuseAlteredBytes(deps, { alertId: row.alertId, stored, actor: person.id })
  const stream = await deps.objects.get(key, { versionId })
  const facts = { number: row.number, packageSha256: sha256, address, ...taken }
  const entry = { actor: person.id, action: 'package.exported' as const, subject: `case/${row.id}`, facts }
  await deps.db.$transaction(async (tx) => {
    await lockAlert(tx, row.alertId, person.id)
    await appendAudit(tx, [{ at: deps.now(), ...entry }])
  })
  return { number: row.number, stream }
}

/**
 * The package of a case for this person: once it was filed or handed over, the same bytes for everybody. It holds the
 * originals: taken out by a permission alone.
 */
export async function givePackage(
  deps: PackageDeps,
  { id, permission }: { readonly id: string; readonly permission: string | undefined },
  caller: Caller,
): Promise<{ number: string; stream: Readable }> {
  const row = await caseRowOf(deps, id)
  if (isBlindTo(row, caller)) throw new Refusal('case_reviewed_anew', { id })
  const granted = await requireOriginals(deps, { caseId: id, personId: caller.person.id, permission })
  const taker = { ...caller, taken: { permission: granted.id, receiver: granted.receiver } }
  const move = frozenOf(row)
  return move ? frozenStream(deps, { row, move }, taker) : makePackage(deps, id, taker)
}
