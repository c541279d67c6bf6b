import type { z } from 'zod'
import { lawOf } from '../../law/kinds.ts'
import type { alertPermitsSchema } from '../../contract/permits.ts'
import { maySeeMachinePlate } from '../alerts/machine-plate.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { machinePlateOf } from '../plates/machine-plate-of.ts'
import { isForPlate } from './hits.ts'
import { permitsOfAlert } from './lookup.ts'

/**
 * The permits of an alert's place and time. Which of them is for the vehicle that the machine read is told only to those who
 * may know what it read: an officer sees all of them alike until they have typed a plate of their own.
 */
export async function alertPermits(
  { db }: Pick<Deps, 'db'>,
  id: string,
  personId: string,
): Promise<z.input<typeof alertPermitsSchema>> {
  const alert = found(await db.alert.findUnique({ where: { id }, include: { reviews: true } }), 'alert')
  const hits = await permitsOfAlert(db, alert)
  const isShown = maySeeMachinePlate({ status: alert.status, reviews: alert.reviews, personId })
  const machine = isShown ? await machinePlateOf(db, alert.findingId) : null
  const items = hits.map((hit) => ({
    ...hit,
    hours: hit.hours.map(({ days, ...span }) => ({ ...span, days: [...days] })),
    machineMatches: machine === null ? null : isForPlate(hit, machine),
  }))
  return { isAsked: lawOf(alert.kind).permits.length > 0, items }
}
