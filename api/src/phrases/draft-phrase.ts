import type { z } from 'zod'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { draftPhraseSchema } from '../../contract/phrases.ts'
import { exclusionFailure } from '../../law/exclusions.ts'
import { spokenKinds } from '../../law/phrases.ts'
import { appendAudit } from '../audit/append.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import { phraseList } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>

const invalid = (path: string, message: string): Refusal =>
  new Refusal('phrase_invalid', {}, [{ path, message }])

/** A recording is a WAV file (RIFF), whatever its name was. */
function clipOf(base64: string | null): { clip: Uint8Array<ArrayBuffer>; clipSha256: string } | null {
  if (base64 === null || base64 === '') return null
  const bytes = Buffer.from(base64, 'base64')
  const isWav =
    bytes.length > 44 &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WAVE'
  if (!isWav) throw invalid('clip', 'expected a WAV file')
  return { clip: Uint8Array.from(bytes), clipSha256: hashBytes(bytes).sha256 }
}

/** Keeps another wording of a kind. Nothing is said by it until somebody else publishes it. */
export async function draftPhrase(
  { db, now, newId }: World,
  { clip: base64, ...wording }: z.output<typeof draftPhraseSchema>,
  actor: string,
) {
  const { kind, zh, en, isAutomatic } = wording
  if (!spokenKinds.includes(kind)) throw new Refusal('reminder_not_for_kind', { kind })
  const clip = clipOf(base64)
  return db.$transaction(async (tx) => {
    await takeLockOf(tx, `phrase/${kind}`)
    const { _max } = await tx.phraseVersion.aggregate({ where: { kind }, _max: { version: true } })
    const [id, at, version] = [newId(), now(), (_max.version ?? 0) + 1]
    const drafted = { draftedAt: new Date(at), draftedById: actor }
    await tx.phraseVersion.create({ data: { id, version, ...wording, ...clip, ...drafted } })
    const facts = { kind, version, text: zh, english: en, automatic: isAutomatic, hasClip: clip !== null }
    await appendAudit(tx, [{ at, actor, action: 'phrase.drafted', subject: `phrase/${id}`, facts }])
    return phraseList(tx, at)
  })
}

interface Decision {
  readonly id: string
  readonly isApproved: boolean
  readonly note: string
}

/** Somebody else than who drafted publishes or sends back, once. */
export async function decidePhrase({ db, now }: World, { id, ...decision }: Decision, actor: string) {
  return db.$transaction(async (tx) => {
    await takeLockOf(tx, `phrase/${id}`)
    const include = { decision: true }
    const row = found(await tx.phraseVersion.findUnique({ where: { id }, include }), 'phrase')
    refuse(exclusionFailure('publish_phrase', actor, { asker: [row.draftedById] }))
    if (row.decision) throw new Refusal('phrase_decided', { id })
    const at = now()
    await tx.phraseDecision.create({ data: { phraseId: id, ...decision, at: new Date(at), byId: actor } })
    const { kind, version } = row
    const facts = { kind, version, requested_by: row.draftedById, note: decision.note }
    const action = decision.isApproved ? 'phrase.published' : 'phrase.refused'
    await appendAudit(tx, [{ at, actor, action, subject: `phrase/${id}`, facts }])
    return phraseList(tx, at)
  })
}
