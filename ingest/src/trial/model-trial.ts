import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Trial } from '@sightline/api/contract/models'
import type { modelTrialJobSchema } from '@sightline/api/contract/queues'
import { CodedError } from '@sightline/infra/platform/error'
import { parseOwnManifest } from '@sightline/models/check/own-manifest'
import { tryApart, type TrialOutcome } from '@sightline/models/check/trial'
import { ModelError } from '@sightline/models/model-error'
import { builtInModels } from '@sightline/models/models'
import { fetchModel, type ApiAddress } from '../perceive/infer/fetch-model.ts'

type TrialJob = z.output<typeof modelTrialJobSchema>

/** The dry run of an admin's model: what it sees on the picture, or the coded reason why it cannot serve. */
export async function answerTrial(
  api: ApiAddress,
  { model, pictureBase64 }: TrialJob,
  signal: AbortSignal,
): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-trial-'))
  try {
    if (builtInModels.some(({ name }) => name === model.manifest.name))
      throw new ModelError('name_taken', { name: model.manifest.name })
    const manifest = parseOwnManifest(JSON.stringify(model.manifest))
    const picture = pictureBase64 === null ? null : Buffer.from(pictureBase64, 'base64')
    const path = join(folder, 'model.onnx')
    await fetchModel(api, { file: model, path }, signal)
    return toTrial(await tryApart({ manifest, path, ...(picture ? { picture } : {}) }, signal))
  } catch (error) {
    if (error instanceof ModelError) return { ok: false, code: error.code, facts: error.facts }
    if (error instanceof CodedError && error.code === 'file_unreachable')
      return { ok: false, code: error.code, facts: plainFacts(error) }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function toTrial(outcome: TrialOutcome): Trial {
  if (!outcome.ok) return outcome
  const { seen, doubts, classes, tookMs } = outcome
  return {
    ok: true,
    tookMs,
    classes: [...classes],
    detections: 'detections' in seen ? seen.detections : [],
    scores: 'scores' in seen ? seen.scores : null,
    doubts: doubts.map(({ code, facts }) => ({ code, facts: { ...facts } })),
  }
}

const plainFacts = ({ facts }: CodedError): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === 'number' ? value : String(value)]),
  )
