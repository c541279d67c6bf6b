import type { z } from 'zod'
import type { setSpeakerSchema } from '../../contract/speakers.ts'
import { speakerSecretContext } from '../../contract/speech.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Speaker as SpeakerRow } from '../generated/client.ts'
import { notify } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { refuseOtherNetwork, type SourceDeps } from '../sources/write-source.ts'
import { ownVoice, toSpeaker } from './store.ts'

type Wanted = z.output<typeof setSpeakerSchema>

const invalid = (path: string, message: string): Refusal =>
  new Refusal('speaker_invalid', {}, [{ path, message }])

/** The camera's own has the camera's address; every other one of its own, in the cameras' networks. */
function refuseBadAddress(deps: SourceDeps, { kind, url, user, secret }: Wanted): void {
  if (isOwn(kind)) {
    if (url !== '')
      throw invalid('url', "the camera's own loudspeaker is at the source's address: leave it empty")
    if (user !== '' || (secret ?? '') !== '')
      throw invalid('secret', "the camera's own loudspeaker takes the source's password: leave it empty")
    return
  }
  const isUsable =
    URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).username === ''
  if (!isUsable) throw invalid('url', 'expected http:// or https:// and a host, without a user')
  refuseOtherNetwork(deps, url)
}

const ownKinds: readonly string[] = ['onvif']
const isOwn = (kind: Wanted['kind']): boolean => ownKinds.includes(kind)

/** A stored secret goes to the endpoint that it was given for, and to no other. */
function sealedFor(
  deps: SourceDeps,
  before: SpeakerRow | null,
  of: Wanted & { sourceId: string },
): string | null {
  const { sourceId, url, secret } = of
  if (isOwn(of.kind) || secret === '') return null
  if (secret !== undefined) return deps.secretBox.encrypt(secret, speakerSecretContext({ sourceId, url }))
  if (before === null || before.sealedSecret === null) return null
  if (before.url === '' || new URL(before.url).origin !== new URL(url).origin)
    throw new Refusal('source_password_needed', { endpoint: new URL(url).origin }, [
      { path: 'secret', message: 'another scheme, host or port needs the secret anew, or an empty one' },
    ])
  return before.sealedSecret
}

/** Sets by what people at a source are spoken to, where it is as the caller saw it. */
export async function setSpeaker(
  deps: SourceDeps,
  { sourceId, wanted }: { readonly sourceId: string; readonly wanted: Wanted },
  actor: string,
): Promise<void> {
  refuseBadAddress(deps, wanted)
  await deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM source WHERE id = ${sourceId} FOR UPDATE`
    found(await tx.source.findUnique({ where: { id: sourceId } }), 'source')
    const before = await tx.speaker.findUnique({ where: { sourceId } })
    const version = before?.version ?? 0
    if (version !== wanted.version) throw new Refusal('changed_meanwhile', { version })
    const { kind, url, user, quiet, automatic, enabled } = wanted
    const row = {
      kind,
      url,
      user,
      automatic,
      enabled,
      sealedSecret: sealedFor(deps, before, { ...wanted, sourceId }),
      voice: wanted.voice === '' ? ownVoice(sourceId) : wanted.voice,
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      version: version + 1,
    }
    const after = await tx.speaker.upsert({ where: { sourceId }, create: { sourceId, ...row }, update: row })
    await record(tx, { before, after, at: deps.now(), isSecretNew: wanted.secret !== undefined }, actor)
  })
}

/** As the trail keeps it: a secret only by its presence. */
const told = (row: SpeakerRow) => {
  const { hasSecret: hasPassword, ...speaker } = toSpeaker(row)
  return { ...speaker, hasPassword }
}

interface Change {
  readonly before: SpeakerRow | null
  readonly after: SpeakerRow
  readonly at: number
  readonly isSecretNew: boolean
}

async function record(tx: Tx, { before, after, at, isSecretNew }: Change, actor: string): Promise<void> {
  const id = after.sourceId
  await notify(tx, { type: 'source', id })
  const facts = { ...(before ? { from: told(before) } : {}), to: told(after), password: isSecretNew }
  await appendAudit(tx, [{ at, actor, action: 'speaker.set', subject: `source/${id}`, facts }])
}
