import type { z } from 'zod'
import { passwordContext } from '@sightline/api/contract/camera-password'
import type { probeAnswerSchema, probeSchema } from '@sightline/api/contract/queues'
import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import type { Clock } from '@sightline/infra/platform/clock'
import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { CaptureFault } from '../sources/rtsp/capture-fault.ts'
import type { Launch } from '../media/program.ts'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { judgePicture } from '../probe/judge-picture.ts'
import { probeStream } from '../probe/probe.ts'
import { toAddress } from './source-address.ts'
import type { Watches } from './watches.ts'

export interface ProbeDeps {
  readonly ffmpegPath: string
  readonly launch: Launch
  readonly clock: Clock
  readonly cameraNetworks: CameraNetworks
  readonly secretBox: Pick<SecretBox, 'decrypt'>
  readonly watches: Pick<Watches, 'get'>
  /** Null while no model is ready: then nothing is said of the view. */
  readonly modelSet: () => ModelSet | null
  readonly log: Log
}

type ProbeJob = z.output<typeof probeSchema>
type ProbeAnswer = z.output<typeof probeAnswerSchema>
type Refusal = Extract<ProbeAnswer, { ok: false }>

/** Looks at an address once, or takes a running source's picture from its own connection: a camera is never asked twice. */
export async function answerProbe(deps: ProbeDeps, job: ProbeJob, signal: AbortSignal): Promise<ProbeAnswer> {
  try {
    const running = job.sourceId === null ? undefined : deps.watches.get(job.sourceId)
    if (running) return { ok: true, result: await running.picture() }
    return { ok: true, result: await tryAddress(deps, job, signal) }
  } catch (error) {
    const refusal = toRefusal(error)
    if (refusal) return refusal
    throw error
  }
}

async function tryAddress(
  { secretBox, modelSet, log, ...deps }: ProbeDeps,
  job: ProbeJob,
  signal: AbortSignal,
) {
  const context =
    job.sourceId === null ? `probe/${job.url}` : passwordContext({ id: job.sourceId, url: job.url })
  const found = await probeStream(deps, toAddress(secretBox, job, context), signal)
  const { codec, width, height, fps, hasClock, snapshotJpeg } = found
  return {
    video: { codec, width, height, fps },
    hasClock,
    pictureBase64: snapshotJpeg?.toString('base64') ?? null,
    ...(await viewOf({ modelSet, log }, snapshotJpeg)),
  }
}

/** What the first picture says of the view; a model that fails is no reason to refuse an address. */
async function viewOf({ modelSet, log }: Pick<ProbeDeps, 'modelSet' | 'log'>, jpeg: Buffer | null) {
  const models = modelSet()
  if (!models || !jpeg) return {}
  try {
    const view = await judgePicture(models, jpeg)
    return view ? { view } : {}
  } catch (err) {
    log.warn({ err }, 'the first picture of an address could not be judged')
    return {}
  }
}

function toRefusal(error: unknown): Refusal | null {
  if (error instanceof CaptureFault) {
    const { address } = error.facts
    const movedTo = typeof address === 'string' ? address.slice(0, 500) : undefined
    return { ok: false, fault: error.code, detail: error.message.slice(0, 300), movedTo }
  }
  if (error instanceof CodedError && error.code === 'still_not_decoded')
    return { ok: false, fault: 'no_picture', detail: error.code }
  if (error instanceof CodedError && error.code === 'source_silent')
    return { ok: false, fault: 'silence', detail: error.code }
  if (error instanceof CodedError && error.code === 'stream_address_invalid') {
    return { ok: false, fault: 'unreachable', detail: error.message.slice(0, 300) }
  }
  return null
}
