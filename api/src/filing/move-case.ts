import type { DecideCase, HandOverCase } from '../../contract/cases.ts'
import {
  afterCaseMove,
  allowedCaseActions,
  caseFailures,
  decisions,
  isFiling,
  isSentBack,
  type CaseAction,
} from '../../law/case-moves.ts'
import type { AuditAction } from '../../contract/audit.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import { caseRowOf, viewFor } from '../cases/list.ts'
import { nextNumber } from '../cases/numbers.ts'
import { lockFiling } from '../cases/propose-case.ts'
import { caseInclude, stateOf } from '../cases/store.ts'
import type { Tx } from '../database/client.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Caller, Viewer } from '../http/caller.ts'
import { notify } from '../live/notify.ts'
import { freezePackage, type Frozen } from '../packages/freeze-package.ts'
import type { PackageDeps } from '../packages/make-package.ts'
import { isRecusedFrom } from '../recusals/guard.ts'
import { found, Refusal } from '../refusal.ts'
import type { Agency } from '../reviews/matter-facts.ts'
import { rehash } from '../reviews/rehash.ts'
import { filingFacts } from './filing-facts.ts'

/** How this agency files. */
export interface FilingSettings {
  /** `here`: its head does. `city`: the city's application alone; here cases are only handed over. */
  readonly filing: 'here' | 'city'
  /** How the number of a case filed here is written: `{year}` and `{serial}` in it. */
  readonly caseNumber: string
}
export type FilingDeps = PackageDeps & FilingSettings & Agency

export type AskedMove = DecideCase | HandOverCase

const auditActionOf: Record<CaseAction, AuditAction> = {
  file: 'case.filed',
  send_back: 'case.sent_back',
  refuse: 'case.refused',
  revoke: 'case.revoked',
  hand_over: 'case.handed_over',
  city_accepted: 'case.answered',
  city_returned: 'case.answered',
  city_filed: 'case.answered',
  city_not_filed: 'case.answered',
  city_decided: 'case.answered',
  city_revoked: 'case.answered',
}

function refuseAll(failures: ReturnType<typeof caseFailures>): void {
  const [first] = failures
  if (!first) return
  const told = failures.map(({ code }) => ({ path: code, message: code }))
  throw new Refusal(first.code, { ...first.facts, failures }, told)
}

interface Moving {
  readonly id: string
  readonly asked: AskedMove
  readonly personId: string
}

/** The case, held with its alert, and nothing stands against the move. */
async function passGuards(
  tx: Tx,
  deps: FilingDeps,
  { id, asked, personId, altered }: Moving & { altered: readonly string[] | null },
) {
  const { alertId } = found(await tx.case.findUnique({ where: { id } }), 'case')
  const alert = await lockAlert(tx, alertId, personId)
  const row = await tx.case.findUniqueOrThrow({ where: { id }, include: caseInclude })
  const { filing, now, agency, regionCode } = deps
  const looking = { at: now(), filing, altered, agency, regionCode }
  const facts = await filingFacts(tx, { row, alert }, looking)
  refuseAll(caseFailures(facts, asked, personId))
  return { row, alert, at: facts.at }
}

/** Everything that is filed is read once more, and its package cannot change from then on. */
async function freezeFor(deps: FilingDeps, moving: Moving, viewer: Viewer) {
  const { row } = await deps.db.$transaction((tx) => passGuards(tx, deps, { ...moving, altered: [] }))
  const { findingId, alertId } = { ...row.alert, alertId: row.alertId }
  const { altered } = await rehash(deps, { findingId, alertId, actor: viewer.person.id })
  // Who moves it over what was altered is refused before anything is packed.
  await deps.db.$transaction((tx) => passGuards(tx, deps, { ...moving, altered }))
  return { altered, frozen: await freezePackage(deps, row.id, viewer) }
}

const toColumns = (asked: AskedMove) => ({
  reason: 'reason' in asked ? asked.reason : null,
  receiver: 'receiver' in asked ? asked.receiver : null,
  documentNumber: 'documentNumber' in asked ? asked.documentNumber : null,
  filedNumber: 'filedNumber' in asked ? asked.filedNumber : null,
  authorityBasis: ('authorityBasis' in asked && asked.authorityBasis) || null,
  note: asked.note,
})

const toPackageColumns = (frozen: Frozen | null) =>
  frozen && {
    packageSha256: frozen.sha256,
    packageBytes: frozen.bytes,
    packageKey: frozen.key,
    packageVersion: frozen.versionId,
  }

/** What was sent back is reviewed anew, from the first officer on. */
async function sendBack(tx: Tx, { alert, at }: Awaited<ReturnType<typeof passGuards>>): Promise<void> {
  const { id, round, version } = alert
  const begun = { round: round + 1, limitFrom: new Date(at) }
  const next = { status: 'passed_on' as const, ...begun, version: version + 1 }
  await tx.alert.update({ where: { id }, data: next })
  await notify(tx, { type: 'alert', id, change: 'changed' })
}

async function write(
  tx: Tx,
  deps: FilingDeps,
  {
    moving,
    held,
    frozen,
  }: { moving: Moving; held: Awaited<ReturnType<typeof passGuards>>; frozen: Frozen | null },
): Promise<void> {
  const { asked, personId } = moving
  const { row, at } = held
  const { id } = row
  const { action } = asked
  const next = afterCaseMove(stateOf(row), action)
  const columns = toColumns(asked)
  const number =
    action === 'file'
      ? await nextNumber(tx, { pool: 'filed', at, pattern: deps.caseNumber })
      : columns.filedNumber
  const move = { ...columns, filedNumber: number, ...toPackageColumns(frozen), action, ...next }
  await tx.caseMove.create({ data: { caseId: id, ...move, at: new Date(at), byId: personId } })
  if (isSentBack(next.status)) await sendBack(tx, held)
  await notify(tx, { type: 'case', id })
  const said = Object.fromEntries(
    Object.entries({ ...columns, filedNumber: number }).filter(([, value]) => value !== null && value !== ''),
  )
  const packed = frozen ? { packageSha256: frozen.sha256 } : {}
  const facts = {
    number: row.number,
    answer: action,
    from: stateOf(row).status,
    to: next.status,
    ...said,
    ...packed,
  }
  const entry = { at, actor: personId, action: auditActionOf[action], subject: `case/${id}` }
  await appendAudit(tx, [{ ...entry, facts }])
}

/** Moves a case as asked, with everything that follows from it, or refuses and changes nothing. */
export async function moveCase(
  deps: FilingDeps,
  { id, asked }: { id: string; asked: AskedMove },
  viewer: Viewer,
): Promise<void> {
  const moving = { id, asked, personId: viewer.person.id }
  const ready = isFiling(asked.action) ? await freezeFor(deps, moving, viewer) : null
  const moved = deps.db.$transaction(async (tx) => {
    await lockFiling(tx)
    const held = await passGuards(tx, deps, { ...moving, altered: ready?.altered ?? null })
    await write(tx, deps, { moving, held, frozen: ready?.frozen ?? null })
  })
  try {
    await moved
  } catch (error) {
    if (!isUniqueConflict(error)) throw error
    throw new Refusal('case_number_taken', {}, [
      { path: 'filedNumber', message: 'another case has this number' },
    ])
  }
}

const permissionOf = (action: CaseAction) =>
  decisions.some((one) => one === action) ? ('cases.decide' as const) : ('cases.hand_over' as const)

/** A case, and what this person may do with it by its status; the guards have the last word. */
export async function answerOf(deps: FilingDeps, id: string, caller: Caller) {
  const row = await caseRowOf(deps, id)
  const isRecused = await isRecusedFrom(deps.db, { alertId: row.alertId, personId: caller.person.id })
  const allowed = isRecused ? [] : allowedCaseActions(stateOf(row), deps.filing)
  return {
    case: viewFor(row, caller),
    allowed: allowed.filter((action) => caller.permissions.includes(permissionOf(action))),
  }
}
