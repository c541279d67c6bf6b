import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Refusal } from '../refusal.ts'
import { normalPlate } from '../../law/plate.ts'

interface Typed {
  readonly alertId: string
  readonly officerId: string
  readonly plate: string | null
  readonly hasNoPlate: boolean
}

/** As it is kept what was said: of none, nothing. */
const saidOf = ({ plate, hasNoPlate }: Pick<Typed, 'plate' | 'hasNoPlate'>): string | null =>
  normalPlate(plate) ?? (hasNoPlate ? '' : null)

/** Whether this officer was told before, of this alert, that the machine read another plate than this. */
export async function wasRefused(tx: Tx, { alertId, officerId, ...typed }: Typed): Promise<boolean> {
  const plate = saidOf(typed)
  if (plate === null) return false
  const where = { alertId_officerId_plate: { alertId, officerId, plate } }
  return (await tx.plateRefusal.findUnique({ where })) !== null
}

/** What of a refusal says that the plates differ. */
const isAboutPlate = ({ code, problems }: Refusal): boolean =>
  code === 'ev_plate_differs' || problems.some(({ path }) => path === 'ev_plate_differs')

/** Keeps, once, that an officer was told that the machine read another plate: only then may they insist. */
export async function recordPlateRefusal(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { alertId, officerId, ...typed }: Typed,
  refusal: Refusal,
): Promise<void> {
  const plate = saidOf(typed)
  if (plate === null || !isAboutPlate(refusal)) return
  const at = now()
  await db.$transaction(async (tx) => {
    const data = { alertId, officerId, plate, at: new Date(at) }
    const { count } = await tx.plateRefusal.createMany({ data: [data], skipDuplicates: true })
    if (count === 0) return
    const entry = {
      at,
      actor: officerId,
      action: 'review.plate_refused' as const,
      subject: `alert/${alertId}`,
    }
    await appendAudit(tx, [{ ...entry, facts: { plate } }])
  })
}
