import type { ViolationKind } from '@sightline/detectors/finding'
import { remindsAtOpening } from '../../law/reminders.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import { phraseInForce } from '../phrases/in-force.ts'
import { quietOf, speakerOf } from '../speakers/store.ts'
import { recordAsked, recordEnd } from './record.ts'
import { isVoiceBusy } from './store.ts'

/** A finding whose opened stage has just come in. Times in epoch ms. */
export interface OpenedFinding {
  readonly findingId: string
  readonly kind: ViolationKind
  readonly sourceId: string
  readonly unitId: string
  readonly openedAt: number
  readonly now: number
  readonly newId: () => string
}

/**
 * Has the phrase of a finding that opens said by itself, where its source's speaker and the phrase are meant so; where they
 * are and it may not be said now, that is recorded. Once for each finding, whoever tries again.
 */
export async function remindAtOpening(tx: Tx, opened: OpenedFinding): Promise<void> {
  const { findingId, kind, sourceId, unitId, openedAt, now, newId } = opened
  const speaker = await speakerOf(tx, sourceId)
  if (!speaker?.automatic) return
  await takeLockOf(tx, `voice/${speaker.voice}`)
  const phrase = await phraseInForce(tx, kind, now)
  const decided = remindsAtOpening({
    kind,
    openedAt,
    now,
    speaker: { kind: speaker.kind, quiet: quietOf(speaker) },
    phrase,
    isRepeated: (await tx.utterance.count({ where: { findingId } })) > 0,
    isVoiceBusy: await isVoiceBusy(tx, speaker.voice, now),
  })
  if (decided === null || phrase === null) return
  const row = await recordAsked(tx, {
    id: newId(),
    at: now,
    unitId,
    speaker,
    findingId,
    askedById: null,
    key: `opening/${findingId}`,
    language: 'zh',
    text: phrase.zh,
    phrase,
    reason: '',
    again: false,
  })
  if (decided === 'speak') return
  await recordEnd(tx, row, { end: { outcome: 'not_delivered', code: decided }, at: now, actor: 'system' })
}
