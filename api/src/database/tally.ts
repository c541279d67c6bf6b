import type { Database } from './client.ts'

/** How often something happened, and until when that is counted, epoch ms. */
export interface Tally {
  readonly count: number
  readonly endsAt: number
}

/** Counts one more of `key`, in whichever process it happened. The first of them begins a time of `windowMs`; what comes after it begins anew. */
export async function tally(
  db: Database,
  key: string,
  { at, windowMs }: { readonly at: number; readonly windowMs: number },
): Promise<Tally> {
  const now = new Date(at)
  const endsAt = new Date(at + windowMs)
  const [row] = await db.$queryRaw<{ count: number; ends_at: Date }[]>`
    INSERT INTO tally AS t (key, count, ends_at) VALUES (${key}, 1, ${endsAt})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN t.ends_at <= ${now} THEN 1 ELSE t.count + 1 END,
      ends_at = CASE WHEN t.ends_at <= ${now} THEN ${endsAt} ELSE t.ends_at END
    RETURNING count, ends_at`
  if (!row) throw new Error('a tally gave no row')
  return { count: row.count, endsAt: row.ends_at.getTime() }
}

/** Clears away what is counted no longer. */
export async function forgetTallies(db: Database, at: number): Promise<void> {
  await db.tally.deleteMany({ where: { endsAt: { lte: new Date(at) } } })
}
