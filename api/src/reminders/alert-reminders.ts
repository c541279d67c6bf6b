import type { z } from 'zod'
import type { alertRemindersSchema } from '../../contract/reminders.ts'
import { reminderFailure, type ReminderFacts } from '../../law/reminders.ts'
import { isQuiet, keepsQuiet } from '../../law/speakers.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import type { Tx } from '../database/client.ts'
import type { Speaker } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { phraseInForce } from '../phrases/in-force.ts'
import { isRecusedFrom } from '../recusals/guard.ts'
import { found } from '../refusal.ts'
import { quietOf, speakerOf } from '../speakers/store.ts'
import { isVoiceBusy, rowState, toUtterance, utterancesOf, type UtteranceView } from './store.ts'

export type By = Pick<Caller, 'person' | 'permissions'>
type Answer = z.input<typeof alertRemindersSchema>

interface OfStay extends Pick<ReminderFacts, 'kind' | 'status'> {
  readonly findingId: string
  readonly sourceId: string
  readonly closedAt: Date | null
}

/** What is known of a stay and its speaker, for who asks at this moment. */
export async function reminderFacts(
  tx: Tx,
  { kind, status, findingId, sourceId, closedAt }: OfStay,
  { by: { permissions }, now }: { readonly by: By; readonly now: number },
): Promise<{ readonly facts: ReminderFacts; readonly speaker: Speaker | null }> {
  const speaker = await speakerOf(tx, sourceId)
  const rows = await utterancesOf(tx, findingId)
  const facts: ReminderFacts = {
    kind,
    status,
    isClosed: closedAt !== null,
    now,
    speaker: speaker && { kind: speaker.kind, quiet: quietOf(speaker) },
    phrase: await phraseInForce(tx, kind, now),
    earlier: rows.map((row) => ({ at: row.askedAt.getTime(), state: rowState(row) })),
    isVoiceBusy: speaker !== null && (await isVoiceBusy(tx, speaker.voice, now)),
    mayBreakQuiet: permissions.includes('reminders.break_quiet'),
  }
  return { facts, speaker }
}

/** One press: the phrase, for the first time, and not at night. */
const onePress = { freeWords: null, again: false, quietReason: null }

/** What was said to whoever is there, and what this person may have said now. */
export async function alertReminders(
  { db, now }: { readonly db: Tx; readonly now: () => number },
  id: string,
  by: By,
): Promise<Answer> {
  const at = now()
  const alert = found(await db.alert.findUnique({ where: { id }, include: { reviews: true } }), 'alert')
  const reviews = alert.reviews.filter(({ round }) => round === alert.round)
  const isBlind = readsBlind({ ...alert, reviews, personId: by.person.id, permissions: by.permissions })
  const { facts } = await reminderFacts(db, alert, { by, now: at })
  const rows = await utterancesOf(db, alert.findingId)
  const { speaker, phrase, mayBreakQuiet } = facts
  const maySpeak = by.permissions.includes('reminders.speak')
  const isRecused = await isRecusedFrom(db, { alertId: id, personId: by.person.id })
  return {
    items: rows.map(toUtterance).map((one) => (isBlind ? withheldFrom(one, by.person.id) : one)),
    speaker: speaker && { ...speaker, isQuiet: keepsQuiet(speaker.kind) && isQuiet(speaker.quiet, at) },
    phrase,
    refusal:
      maySpeak && !isRecused
        ? reminderFailure(facts, onePress)
        : { code: isRecused ? 'recused' : 'not_permitted', facts: {} },
    mayBreakQuiet,
  }
}

/** Free words of somebody else may name the plate that this reader is to type blind, and so may a reason. */
const withheldFrom = (one: UtteranceView, readerId: string): UtteranceView =>
  one.askedBy === null || one.askedBy.id === readerId || (one.phrase !== null && one.reason === '')
    ? one
    : { ...one, text: one.phrase === null ? '' : one.text, reason: '', isWithheld: true }
