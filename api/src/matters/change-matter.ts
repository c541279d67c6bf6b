import type { z } from 'zod'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { changeMatterSchema } from '../../contract/matters.ts'
import { kindsWithOrder } from '../../law/kinds.ts'
import { appendAudit } from '../audit/append.ts'
import { lockFiling } from '../cases/propose-case.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { matterOf, type MatterView } from './store.ts'

interface Change {
  readonly kind: ViolationKind
  readonly actor: string
  readonly change: z.output<typeof changeMatterSchema>
}

/** Says what a case of a kind needs first: a new version, with its audit row. What was filed stays as it was filed. */
export function changeMatter(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { kind, actor, change }: Change,
): Promise<MatterView> {
  if (!kindsWithOrder.includes(kind))
    throw new Refusal('not_found', { what: 'matter', kinds: kindsWithOrder })
  return db.$transaction(async (tx) => {
    await lockFiling(tx)
    const before = await matterOf(tx, kind)
    if (before.version !== change.version) throw new Refusal('changed_meanwhile', { version: before.version })
    const [at, version] = [now(), before.version + 1]
    const { noOrderBasis } = change
    const row = { kind, version, noOrderBasis, recordedAt: new Date(at), recordedById: actor }
    await tx.matterVersion.create({ data: row })
    const facts = { version, from: before.noOrderBasis, to: noOrderBasis }
    await appendAudit(tx, [{ at, actor, action: 'matter.changed', subject: `matter/${kind}`, facts }])
    return matterOf(tx, kind)
  })
}
