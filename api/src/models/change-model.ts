import type { AuditAction } from '../../contract/audit.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Model as ModelRow, Prisma } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { stateAfter, type ModelStep, type Standing } from './moves.ts'
import { lockModel, updateModel, type ModelView } from './store.ts'

/** Which model, in the version that was seen. */
export interface Seen {
  readonly id: string
  readonly version: number
}

export interface Change {
  readonly step: ModelStep
  readonly action: AuditAction
  readonly data: Prisma.ModelUncheckedUpdateInput
  /** What the trail keeps besides the name and both states. */
  readonly facts: Prisma.InputJsonObject
}

export const standingOf = ({ state, fileSha256, enabledAt }: ModelRow): Standing => ({
  state,
  hasFile: fileSha256 !== null,
  wasEnabled: enabledAt !== null,
})

/** The row, held until the transaction ends, and still as it was seen. */
export async function takeSeen(tx: Tx, { id, version }: Seen): Promise<ModelRow> {
  const row = await lockModel(tx, id)
  if (row.version !== version) throw new Refusal('changed_meanwhile', { version: row.version })
  return row
}

/** Who asks for what, and when. */
export interface Asked {
  readonly seen: Seen
  readonly actor: string
  readonly at: number
}

/** One step of a model with its audit row. `changeOf` is given the row as it is. */
export async function changeIn(
  tx: Tx,
  { seen, actor, at }: Asked,
  changeOf: (row: ModelRow) => Change,
): Promise<ModelView> {
  const row = await takeSeen(tx, seen)
  const { step, action, data, facts } = changeOf(row)
  const state = stateAfter(standingOf(row), step)
  const model = await updateModel(tx, row.id, { ...data, state, version: row.version + 1 })
  const told = { name: model.manifest.name, from: row.state, to: state, ...facts }
  await appendAudit(tx, [{ at, actor, action, subject: `network/${row.id}`, facts: told }])
  return model
}

/** The same in a transaction of its own. */
export const changeModel = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  asked: Omit<Asked, 'at'>,
  changeOf: (row: ModelRow) => Change,
): Promise<ModelView> => db.$transaction((tx) => changeIn(tx, { ...asked, at: now() }, changeOf))
