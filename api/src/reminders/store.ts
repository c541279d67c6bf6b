import type { z } from 'zod'
import { proofSchema, type utteranceSchema } from '../../contract/speakers.ts'
import {
  answerWithinMs,
  stateOf,
  takeUpWithinMs,
  undeliveredCodes,
  type Progress,
  type ReminderState,
} from '../../law/reminders.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'

export type UtteranceView = z.input<typeof utteranceSchema>

export const utteranceInclude = {
  askedBy: { select: { id: true, name: true } },
  taken: { select: { at: true, workerId: true } },
  end: true,
} satisfies Prisma.UtteranceInclude
export type UtteranceRow = Prisma.UtteranceGetPayload<{ include: typeof utteranceInclude }>

export const progressOf = ({ askedAt, taken, end }: UtteranceRow): Progress => ({
  askedAt: askedAt.getTime(),
  takenUpAt: taken?.at.getTime() ?? null,
  end,
})
export const rowState = (row: UtteranceRow): ReminderState => stateOf(progressOf(row))

const codeOf = (text: string | null): UtteranceView['code'] =>
  undeliveredCodes.find((code) => code === text) ?? null

export const toUtterance = (row: UtteranceRow): UtteranceView => ({
  id: row.id,
  askedAt: row.askedAt.getTime(),
  askedBy: row.askedBy,
  state: rowState(row),
  language: row.language,
  text: row.text,
  isWithheld: false,
  phrase:
    row.phraseKind === null || row.phraseVersion === null
      ? null
      : { kind: row.phraseKind, version: row.phraseVersion },
  reason: row.reason,
  speaker: row.speakerKind,
  endedAt: row.end?.at.getTime() ?? null,
  code: codeOf(row.end?.code ?? null),
  proof: row.end?.proof ? proofSchema.parse(row.end.proof) : null,
})

/** What was to be said of a stay, oldest first. */
export const utterancesOf = (tx: Tx, findingId: string): Promise<UtteranceRow[]> =>
  tx.utterance.findMany({ where: { findingId }, include: utteranceInclude, orderBy: { askedAt: 'asc' } })

/** Whether something is being said by this voice, or waits to be. Asked under its lock. */
export async function isVoiceBusy(tx: Tx, voice: string, now: number): Promise<boolean> {
  const since = new Date(now - takeUpWithinMs - answerWithinMs)
  const open = await tx.utterance.findFirst({
    where: { voice, askedAt: { gte: since }, end: { is: null } },
    select: { id: true },
  })
  return open !== null
}
