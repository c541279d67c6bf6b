import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { Refusal } from '../refusal.ts'
import { requireOpenUnit } from '../units/open-unit.ts'

interface Move {
  readonly id: string
  readonly unitId: string
  readonly at: number
}

/** A source goes to an open unit that who moves it reaches too, and not while a model on trial shows its pictures to others. */
export async function refuseMove(tx: Tx, { id, unitId, at }: Move): Promise<void> {
  await requireOpenUnit(tx, unitId)
  const where = { endedAt: null, endsAt: { gt: new Date(at) }, sourceIds: { has: id } }
  const isTried = (await beyondReach(() => tx.shadowRun.count({ where }))) > 0
  if (isTried) throw new Refusal('unit_refused', { why: 'shadow_running' })
}
