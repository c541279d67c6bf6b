import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestSchema } from './manifest.ts'
import type { Manifest, ManifestOf, Task } from './manifest.ts'
import { ModelError } from './model-error.ts'
import { builtInModels } from './models.ts'
import { fileOf, isAbsent, writeWhole } from './store.ts'

const manifestFile = 'manifest.json'

/** The models that an admin installed in the model folder, by name. */
export async function installedModels(dir: string): Promise<Manifest[]> {
  const folders = await readdir(dir, { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw error
  })
  const found = folders
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .map((name) => readInstalled(dir, name))
  return (await Promise.all(found)).filter((manifest) => manifest !== null)
}

async function readInstalled(dir: string, name: string): Promise<Manifest | null> {
  const path = join(dir, name, manifestFile)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null
    throw error
  })
  if (text === null) return null
  const parsed = manifestSchema.safeParse(parseJson(text, path))
  if (parsed.success && parsed.data.name === name) return parsed.data
  const reason = parsed.success ? `it says ${parsed.data.name}` : z.prettifyError(parsed.error)
  throw new ModelError('manifest_invalid', { path, reason: reason.replaceAll('\n', ' ') })
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelError('manifest_invalid', { path, reason: 'not JSON' }, { cause })
  }
}

/** Built-in and installed, the default first. */
export const allModels = async (dir: string): Promise<Manifest[]> => [
  ...builtInModels,
  ...(await installedModels(dir)),
]

/** The manifest of that name; an unknown name is refused with the names that exist. */
export async function modelNamed(dir: string, name: string): Promise<Manifest> {
  const found = builtInModels.find((model) => model.name === name) ?? (await readInstalled(dir, name))
  if (found) return found
  const known = (await allModels(dir)).map((model) => model.name)
  throw new ModelError('model_unknown', { name, known: known.join(', ') })
}

/** The manifest of that name, refused where its task is another. */
export async function modelFor<T extends Task>(dir: string, task: T, name: string): Promise<ManifestOf<T>> {
  const found = await modelNamed(dir, name)
  if (!isFor(task, found))
    throw new ModelError('model_of_another_task', { name, task: found.task, wanted: task })
  return found
}

const isFor = <T extends Task>(task: T, manifest: Manifest): manifest is ManifestOf<T> =>
  manifest.task === task

/** Where the models lie that the api hands out: apart from those that somebody installed, so that neither displaces the other. */
export const handedOutDir = (dir: string): string => join(dir, 'handed-out')

/** Makes a model known whose file is there. */
export const writeManifest = (dir: string, manifest: Manifest): Promise<void> =>
  writeWhole(join(dir, manifest.name, manifestFile), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))

/** Puts a checked model into the model folder: its file first, then the manifest that makes it known. */
export async function installModel(dir: string, manifest: Manifest, onnx: Uint8Array): Promise<void> {
  const { name, files } = manifest
  if (builtInModels.some((model) => model.name === name)) throw new ModelError('name_taken', { name })
  for (const file of files) await writeWhole(fileOf(dir, name, file.name), onnx)
  await writeManifest(dir, manifest)
}
