import { yearOf } from '../../law/calendar.ts'
import type { Tx } from '../database/client.ts'

/** `proposed`: what two officers agreed on. `filed`: what the head of the agency filed. Each counts for itself. */
export type NumberPool = 'proposed' | 'filed'

const places = 6

/** The next serial of the pool and year, given once: it is only taken when what it is for is. */
async function nextSerial(tx: Tx, pool: NumberPool, year: number): Promise<string> {
  const { last } = await tx.caseCounter.upsert({
    where: { pool_year: { pool, year } },
    create: { pool, year, last: 1 },
    update: { last: { increment: 1 } },
  })
  return String(last).padStart(places, '0')
}

interface Wanted {
  readonly pool: NumberPool
  readonly at: number
  readonly pattern?: string
}

/** A number as the pool writes it: `{year}` and `{serial}` in their places. */
export async function nextNumber(tx: Tx, { pool, at, pattern = '{year}-{serial}' }: Wanted): Promise<string> {
  const year = yearOf(at)
  const serial = await nextSerial(tx, pool, year)
  return pattern.replace('{year}', String(year)).replace('{serial}', serial)
}
