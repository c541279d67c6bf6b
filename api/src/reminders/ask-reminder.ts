import type { z } from 'zod'
import type { askReminderSchema } from '../../contract/reminders.ts'
import { reminderFailure } from '../../law/reminders.ts'
import { lockAlert } from '../alerts/store.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, refuse } from '../refusal.ts'
import { speakerOf } from '../speakers/store.ts'
import { alertReminders, reminderFacts, type By } from './alert-reminders.ts'
import { recordAsked } from './record.ts'

type Asked = z.output<typeof askReminderSchema>
type World = Pick<Deps, 'db' | 'now' | 'newId'>

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
  const { language, freeWords, reason, again, breakQuiet } = asked
  return db.$transaction(async (tx) => {
    const alert = await lockAlert(tx, alertId, person.id)
    const place = await speakerOf(tx, alert.sourceId)
    if (place) await takeLockOf(tx, `voice/${place.voice}`)
    // The same press sent again; what another names alike is a press of his own.
    const key = `press/${person.id}/${alertId}/${asked.key}`
    if (await tx.utterance.findUnique({ where: { key } })) return alertReminders({ db: tx, now }, alertId, by)
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
