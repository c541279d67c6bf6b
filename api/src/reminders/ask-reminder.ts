import type { z } from 'zod'
import type { askReminderSchema } from '../../contract/reminders.ts'
import { reminderFailure } from '../../law/reminders.ts'
import { lockAlert } from '../alerts/store.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import { speakerOf } from '../speakers/store.ts'
import { alertReminders, reminderFacts, type By } from './alert-reminders.ts'
import { recordAsked } from './record.ts'

type Asked = z.output<typeof askReminderSchema>
type World = Pick<Deps, 'db' | 'now' | 'newId'>

/** Whether this press was taken before; another's name of a press is nobody else's. */
async function isTaken(
  tx: Tx,
  { key, alertId, personId }: { key: string; alertId: string; personId: string },
) {
  const known = await tx.utterance.findUnique({
    where: { key },
    select: { askedById: true, finding: { select: { alert: { select: { id: true } } } } },
  })
  if (!known) return false
  if (known.askedById === personId && known.finding?.alert?.id === alertId) return true
  throw new Refusal('bad_request', {}, [{ path: 'key', message: 'is the name of another press' }])
}

/**
 * Has the kind's phrase, or free words with a reason, said at the source: kept, and told to the worker that watches there.
 * Of two who press at once one is heard; the other is told so.
 */
export async function askReminder(
  { db, now, newId }: World,
  { alertId, asked }: { readonly alertId: string; readonly asked: Asked },
  by: By,
) {
  const { person } = by
  const { key, language, freeWords, reason, again, breakQuiet } = asked
  return db.$transaction(async (tx) => {
    const alert = await lockAlert(tx, alertId, person.id)
    const place = await speakerOf(tx, alert.sourceId)
    if (place) await takeLockOf(tx, `voice/${place.voice}`)
    if (await isTaken(tx, { key, alertId, personId: person.id }))
      return alertReminders({ db: tx, now }, alertId, by)
    const at = now()
    const { facts, speaker } = await reminderFacts(tx, alert, { by, now: at })
    refuse(reminderFailure(facts, { freeWords, again, quietReason: breakQuiet ? reason : null }))
    const phrase = freeWords === null ? facts.phrase : null
    await recordAsked(tx, {
      id: newId(),
      at,
      unitId: alert.unitId,
      speaker: found(speaker, 'speaker'),
      findingId: alert.findingId,
      askedById: person.id,
      key,
      language,
      text: freeWords ?? phrase?.[language] ?? '',
      phrase,
      reason,
      again,
    })
    return alertReminders({ db: tx, now }, alertId, by)
  })
}
