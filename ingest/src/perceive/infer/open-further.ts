import type { WantedModel } from '@sightline/api/contract/models'
import { hasErrno } from '@sightline/infra/platform/error'
import { parseOwnManifest, wholeManifest } from '@sightline/models/check/own-manifest'
import { handedOutDir, writeManifest } from '@sightline/models/installed'
import { ModelError } from '@sightline/models/model-error'
import { builtInModels } from '@sightline/models/models'
import { isSeeing, offeredClasses } from '@sightline/models/offered'
import { openManifest, openSeeing } from '@sightline/models/open'
import { prepareApart } from '@sightline/models/prepare-apart'
import type { PreparedModel } from '@sightline/models/prepared-model'
import type { SeeingManifest } from '@sightline/models/manifest'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import { fileOf, sha256Of } from '@sightline/models/store'
import { fetchModel, type ApiAddress } from './fetch-model.ts'
import type { FurtherModel } from './model-set.ts'
import type { Candidate } from './model-slot.ts'

export interface FurtherOptions {
  readonly dir: string
  readonly mirror: string | undefined
  readonly api: ApiAddress
}

export interface OpenedFurther extends FurtherModel {
  readonly sha256: string
  readonly close: PartDetector['close']
}

interface Preparing extends Pick<FurtherOptions, 'dir' | 'mirror'> {
  readonly signal: AbortSignal
}

/** A model of this build or of the model folder, made ready to run. */
export const prepareNamed = (name: string, { dir, mirror, signal }: Preparing) =>
  openSeeing(name, { dir, origins: { mirror }, signal })

/** An admin's model, made ready to run: its file is fetched once, and believed for its sha256 only. */
export async function prepareOwn(
  wanted: WantedModel,
  { dir, api, signal }: Pick<FurtherOptions, 'dir' | 'api'> & { readonly signal: AbortSignal },
): Promise<PreparedModel<SeeingManifest>> {
  const manifest = readManifest(wanted)
  if (manifest instanceof ModelError) throw manifest
  const place = { dir: handedOutDir(dir), origins: {}, signal }
  const [file] = manifest.files
  const path = fileOf(place.dir, manifest.name, file?.name ?? '')
  if (!(await isWhole(path, wanted.sha256))) await fetchModel(api, { file: wanted, path }, signal)
  await writeManifest(place.dir, manifest)
  return openManifest(manifest, place, prepareApart)
}

/** A model of this build, or one that was put into the model folder by hand. */
export function namedCandidate(name: string, { dir, mirror }: FurtherOptions): Candidate<OpenedFurther> {
  const known = builtInModels.find((model) => model.name === name)
  const title = known?.title ?? { zh: name, en: name }
  const classes = known ? offeredClasses(known) : []
  return {
    about: { name, title, classes, licence: known?.licence.name ?? '' },
    open: async (signal) => start(await prepareNamed(name, { dir, mirror, signal })),
  }
}

/** An admin's model, as the api hands it out. */
export function ownCandidate(wanted: WantedModel, { dir, api }: FurtherOptions): Candidate<OpenedFurther> {
  const { name, title, licence } = wanted.manifest
  const manifest = readManifest(wanted)
  return {
    about: {
      name,
      title,
      licence: licence.name,
      classes: manifest instanceof ModelError ? [] : offeredClasses(manifest),
    },
    open: async (signal) => start(await prepareOwn(wanted, { dir, api, signal })),
  }
}

/** The whole manifest, or why it is none. */
function readManifest({ manifest, sha256, bytes }: WantedModel): SeeingManifest | ModelError {
  const { name } = manifest
  if (builtInModels.some((model) => model.name === name)) return new ModelError('name_taken', { name })
  try {
    const whole = wholeManifest(parseOwnManifest(JSON.stringify(manifest)), { sha256, bytes })
    return isSeeing(whole)
      ? whole
      : new ModelError('manifest_invalid', { name, reason: `task ${whole.task}` })
  } catch (error) {
    if (error instanceof ModelError) return error
    throw error
  }
}

async function isWhole(path: string, sha256: string): Promise<boolean> {
  try {
    return (await sha256Of(path)) === sha256
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false
    throw error
  }
}

/** Its own threshold, not the tracker's low one: weak sights keep a track alive only of the model it was made for. */
async function start(prepared: PreparedModel<SeeingManifest>): Promise<OpenedFurther> {
  const { model, look, close } = await createPartDetector(prepared)
  const { manifest, sha256 } = prepared
  const classes = offeredClasses(manifest)
  return { model, look, close, sha256, classes, looksAt: manifest.looksAt ?? 'picture' }
}
