import type { z } from 'zod'
import type { ErrorCode } from '../../contract/errors.ts'
import { probeAnswerSchema, probeSchema, queueNames } from '../../contract/queues.ts'
import type { ProbeResult, probeRequestSchema } from '../../contract/sources.ts'
import { CodedError } from '@sightline/infra/platform/error'
import type { Queues } from '@sightline/infra/platform/queue'
import { queueContract } from '@sightline/infra/platform/queue-contract'
import { appendAudit } from '../audit/append.ts'
import { found, Refusal } from '../refusal.ts'
import { networkRefused, refuseBadUrl, refuseOtherNetwork, type SourceDeps } from './write-source.ts'

const probeContract = queueContract(queueNames.probe, probeSchema, probeAnswerSchema)
const timeoutMs = 25_000

export type ProbeDeps = SourceDeps & { readonly queues: Pick<Queues, 'request'> }
type Fault = Extract<z.output<typeof probeAnswerSchema>, { ok: false }>['fault']

/** What a worker's fault is called where the administrator looks. */
const codeOf: Record<Fault, ErrorCode> = {
  auth: 'probe_unauthorised',
  digest: 'probe_digest_unsupported',
  elsewhere: 'probe_elsewhere',
  not_allowed: 'source_network_refused',
  declined: 'probe_declined',
  no_tcp: 'probe_no_tcp',
  refused: 'probe_unreachable',
  not_found: 'probe_not_found',
  network: 'probe_unreachable',
  unreachable: 'probe_unreachable',
  codec: 'probe_unsupported_codec',
  no_video: 'probe_no_video',
  silence: 'probe_silent',
  ended: 'probe_silent',
  media_time: 'probe_media_time',
  no_picture: 'probe_no_picture',
  picture_changed: 'probe_silent',
  no_key_frame: 'probe_no_picture',
  disk_full: 'probe_busy',
  worker_lost: 'probe_busy',
  no_model: 'probe_busy',
  overloaded: 'probe_busy',
}

async function ask(deps: ProbeDeps, job: z.input<typeof probeSchema>): Promise<ProbeResult> {
  try {
    const answer = await deps.queues.request(probeContract, job, { timeoutMs })
    if (answer.ok) return answer.result
    const { fault, detail, movedTo } = answer
    if (fault === 'not_allowed') throw networkRefused()
    const problems = movedTo === undefined ? [] : [{ path: 'url', message: movedTo }]
    throw new Refusal(codeOf[fault], { fault, detail }, problems)
  } catch (error) {
    const isUnanswered = error instanceof CodedError && error.code === 'queue_reply_late'
    if (isUnanswered) throw new Refusal('probe_busy', { timeoutMs })
    throw error
  }
}

/** Tries an address once: one credential attempt by a worker, recorded whatever comes of it. */
export async function probeAddress(
  deps: ProbeDeps,
  request: z.output<typeof probeRequestSchema>,
  actor: string,
): Promise<ProbeResult> {
  refuseBadUrl(request.url)
  const { url, user, password } = request
  const sealedPassword = password === '' ? null : deps.secretBox.encrypt(password, `probe/${url}`)
  const facts = { host: new URL(url).host, user }
  await deps.db.$transaction((tx) =>
    appendAudit(tx, [
      { at: deps.now(), actor, action: 'source.probed', subject: `address/${new URL(url).host}`, facts },
    ]),
  )
  refuseOtherNetwork(deps, url)
  return ask(deps, { sourceId: null, url, user, sealedPassword })
}

/** A picture of a running source from the connection that its worker holds: the camera is not asked a second time. */
export async function pictureOf(deps: ProbeDeps, id: string): Promise<{ jpeg: Buffer; capturedAt: number }> {
  const askedAt = deps.now()
  const { url, user, sealedPassword, ...source } = found(
    await deps.db.source.findUnique({ where: { id } }),
    'source',
  )
  const {
    video,
    pictureBase64,
    capturedAt = askedAt,
  } = await ask(deps, { sourceId: id, url, user, sealedPassword })
  if (pictureBase64 === null) throw new Refusal('probe_no_picture')
  if (JSON.stringify(source.video) !== JSON.stringify(video)) {
    await deps.db.source.update({ where: { id }, data: { video } })
  }
  return { jpeg: Buffer.from(pictureBase64, 'base64'), capturedAt }
}
