import type { Proof } from '../../contract/speakers.ts'
import type { Language, Phrase } from '../../law/phrases.ts'
import type { UndeliveredCode } from '../../law/reminders.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Speaker, Utterance } from '../generated/client.ts'
import { notify } from '../live/notify.ts'

/** What is to be said, where, by whom and to what. */
export interface NewUtterance {
  readonly id: string
  readonly at: number
  readonly unitId: string
  readonly speaker: Speaker
  /** Null: a test. */
  readonly findingId: string | null
  /** Null: by itself. */
  readonly askedById: string | null
  readonly key: string
  readonly language: Language
  readonly text: string
  /** Null: free words, or a test. */
  readonly phrase: Phrase | null
  readonly reason: string
  readonly again: boolean
}

/** Of which alert, finding or source the trail tells it. */
async function subjectOf(tx: Tx, { findingId, sourceId }: Pick<Utterance, 'findingId' | 'sourceId'>) {
  if (findingId === null) return { type: 'source' as const, id: sourceId }
  const alert = await tx.alert.findUnique({ where: { findingId }, select: { id: true } })
  return alert ? { type: 'alert' as const, id: alert.id } : { type: 'finding' as const, id: findingId }
}

async function tell(tx: Tx, subject: Awaited<ReturnType<typeof subjectOf>>): Promise<void> {
  const { type, id } = subject
  await notify(tx, type === 'alert' ? { type, id, change: 'changed' } : { type, id })
}

/** Keeps what is to be said, with its audit row; the voice's lock is held. */
export async function recordAsked(tx: Tx, asked: NewUtterance): Promise<Utterance> {
  const { id, at, unitId, speaker, findingId, askedById, key, language, text, phrase, reason, again } = asked
  const { sourceId, voice, kind: speakerKind } = speaker
  const of = { phraseKind: phrase?.kind ?? null, phraseVersion: phrase?.version ?? null }
  const row = await tx.utterance.create({
    data: {
      id,
      sourceId,
      unitId,
      findingId,
      askedAt: new Date(at),
      askedById,
      key,
      language,
      text,
      ...of,
      reason,
      again,
      speakerKind,
      voice,
    },
  })
  const subject = await subjectOf(tx, row)
  await tell(tx, subject)
  const { phraseVersion } = of
  const facts = { utterance: id, speaker: speakerKind, language, text, phraseVersion, reason, again }
  const entry = { at, actor: askedById ?? 'system', action: 'speech.asked' as const }
  await appendAudit(tx, [{ ...entry, subject: `${subject.type}/${subject.id}`, facts }])
  return row
}

/** What came of it. */
export type End =
  | { readonly outcome: 'delivered'; readonly proof: Proof }
  | {
      readonly outcome: 'not_delivered' | 'unknown'
      readonly code: UndeliveredCode
      readonly detail?: string
    }

/** Keeps what came of something, once; the voice's lock is held. */
export async function recordEnd(
  tx: Tx,
  row: Utterance,
  { end, at, actor }: { readonly end: End; readonly at: number; readonly actor: string },
): Promise<void> {
  const { outcome } = end
  const told = outcome === 'delivered' ? { proof: { ...end.proof } } : { code: end.code }
  await tx.utteranceEnd.create({ data: { utteranceId: row.id, outcome, at: new Date(at), ...told } })
  const subject = await subjectOf(tx, row)
  await tell(tx, subject)
  const detail = 'detail' in end && end.detail ? { detail: end.detail } : {}
  const why = outcome === 'delivered' ? { proof: { ...end.proof } } : { undelivered: end.code }
  const facts = { utterance: row.id, ...why, ...detail }
  const entry = { at, actor, action: `speech.${outcome}` as const }
  await appendAudit(tx, [{ ...entry, subject: `${subject.type}/${subject.id}`, facts }])
}
