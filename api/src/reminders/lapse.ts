import { lapseOf, takeUpWithinMs } from '../../law/reminders.ts'
import type { Database } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import { recordEnd } from './record.ts'
import { progressOf, utteranceInclude } from './store.ts'

/** Of what was asked since then: ends what nobody took up in time, and what nobody answered for. */
export async function lapseReminders(
  db: Database,
  { now, since }: { readonly now: number; readonly since: number },
): Promise<void> {
  const open = await db.utterance.findMany({
    where: { end: { is: null }, askedAt: { gte: new Date(since), lte: new Date(now - takeUpWithinMs) } },
    select: { id: true, voice: true },
  })
  for (const { id, voice } of open)
    await db.$transaction(async (tx) => {
      await takeLockOf(tx, `voice/${voice}`)
      const row = await tx.utterance.findUniqueOrThrow({ where: { id }, include: utteranceInclude })
      const end = lapseOf(progressOf(row), now)
      if (end) await recordEnd(tx, row, { end, at: now, actor: 'system' })
    })
}
