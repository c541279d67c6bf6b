import type { z } from 'zod'
import type { Spoken, speechSchema } from '../../contract/speech.ts'
import { mayTakeUp, takeUpWithinMs } from '../../law/reminders.ts'
import type { Database, Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import { speakerOf } from '../speakers/store.ts'
import { recordEnd } from './record.ts'
import { progressOf, utteranceInclude, type UtteranceRow } from './store.ts'

type Speech = z.input<typeof speechSchema>

interface Asking {
  readonly workerId: string
  /** Those that are its own now. */
  readonly sourceIds: readonly string[]
  readonly now: number
}

/** The recording that a published wording has. */
async function clipOf(
  tx: Tx,
  { phraseKind: kind, phraseVersion: version }: UtteranceRow,
): Promise<Speech['clip']> {
  if (kind === null || version === null) return null
  const row = await tx.phraseVersion.findUnique({ where: { kind_version: { kind, version } } })
  if (!row?.clip || row.clipSha256 === null) return null
  return { base64: Buffer.from(row.clip).toString('base64'), sha256: row.clipSha256 }
}

/** As it is told to the worker; null: its speaker is gone, and it lapses. */
async function toSpeech(tx: Tx, row: UtteranceRow): Promise<Speech | null> {
  const speaker = await speakerOf(tx, row.sourceId)
  if (!speaker || speaker.kind !== row.speakerKind) return null
  const { place, name } = await tx.source.findUniqueOrThrow({ where: { id: row.sourceId } })
  const { kind, url, user, sealedSecret } = speaker
  return {
    id: row.id,
    sourceId: row.sourceId,
    speaker: { kind, url, user, sealedSecret },
    language: row.language,
    text: row.text,
    clip: await clipOf(tx, row),
    place: place === '' ? name : place,
    askedAt: row.askedAt.getTime(),
  }
}

/** Writes down that this worker has it, before it is told: whatever is lost then, nobody is told it a second time. */
function takeUpOne(
  db: Database,
  { id, voice }: UtteranceRow,
  { workerId, now }: Asking,
): Promise<Speech | null> {
  return db.$transaction(async (tx) => {
    await takeLockOf(tx, `voice/${voice}`)
    const row = await tx.utterance.findUniqueOrThrow({ where: { id }, include: utteranceInclude })
    if (!mayTakeUp(progressOf(row), now)) return null
    const speech = await toSpeech(tx, row)
    if (speech) await tx.utteranceTaken.create({ data: { utteranceId: id, workerId, at: new Date(now) } })
    return speech
  })
}

/** What is to be said now at a worker's sources: each is told to one worker, once. */
export async function takeUp(db: Database, asking: Asking): Promise<Speech[]> {
  const waiting = await db.utterance.findMany({
    where: {
      sourceId: { in: [...asking.sourceIds] },
      askedAt: { gte: new Date(asking.now - takeUpWithinMs) },
      taken: { is: null },
      end: { is: null },
    },
    include: utteranceInclude,
    orderBy: { askedAt: 'asc' },
  })
  const speeches: Speech[] = []
  for (const row of waiting) {
    const speech = await takeUpOne(db, row, asking)
    if (speech) speeches.push(speech)
  }
  return speeches
}

/** What a worker says became of what it took up; believed once, and of its own alone. */
export async function hearSpoken(
  db: Database,
  {
    workerId,
    spoken,
    now,
  }: { readonly workerId: string; readonly spoken: readonly Spoken[]; readonly now: number },
): Promise<void> {
  for (const { id, at, result } of spoken) {
    const known = await db.utterance.findUnique({ where: { id }, include: utteranceInclude })
    if (!known || known.end || known.taken?.workerId !== workerId) continue
    const takenUpAt = known.taken.at.getTime()
    await db.$transaction(async (tx) => {
      await takeLockOf(tx, `voice/${known.voice}`)
      const row = await tx.utterance.findUniqueOrThrow({ where: { id }, include: utteranceInclude })
      if (row.end) return
      // Its clock may be off: between when it took it up and when we hear of it.
      const heardAt = Math.min(now, Math.max(takenUpAt, at))
      await recordEnd(tx, row, { end: result, at: heardAt, actor: 'worker' })
    })
  }
}
