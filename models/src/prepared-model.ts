import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DetectorManifest, Manifest } from './manifest.ts'
import { ModelError } from './model-error.ts'
import { readModel, writeModel } from './onnx/model.ts'
import type { OnnxModel } from './onnx/model.ts'
import { prepareGraph, preparationVersion } from './onnx/prepare.ts'
import { refuseExternal } from './onnx/external.ts'
import { fileOf, sha256Of, writeWhole } from './store.ts'
import { convertGraph } from './tfjs/convert.ts'

/** A model ready to run: `path` holds exactly the bytes of `sha256`. */
export interface PreparedModel<M extends Manifest = DetectorManifest> {
  readonly manifest: M
  readonly path: string
  readonly sha256: string
}

/**
 * The prepared graph of a model whose files are present and verified. The file's name ends in its own sha256, so a
 * damaged one is noticed and made again; a change of source, preparation or normalisation gives another name.
 */
export async function prepareModel<M extends Manifest>(manifest: M, dir: string): Promise<PreparedModel<M>> {
  const folder = join(dir, manifest.name, 'prepared')
  const prefix = `${keyOf(manifest)}-`
  await mkdir(folder, { recursive: true })
  for (const name of (await readdir(folder)).filter((n) => n.startsWith(prefix) && n.endsWith('.onnx'))) {
    const path = join(folder, name)
    const sha256 = await sha256Of(path)
    if (name === `${prefix}${sha256}.onnx`) return { manifest, path, sha256 }
    await rm(path)
  }
  const bytes = writeModel(prepareGraph(await loadGraph(manifest, dir), manifest.input))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = join(folder, `${prefix}${sha256}.onnx`)
  await writeWhole(path, bytes)
  return { manifest, path, sha256 }
}

function keyOf({ files, prepare, input }: Manifest): string {
  const { width, height, channels, layout, mean, std } = input
  const made = {
    version: preparationVersion,
    files: files.map((file) => file.sha256),
    prepare,
    width,
    height,
    channels,
    layout,
    mean,
    std,
  }
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 16)
}

/** Whatever put it there: weights beside it would be read from a place of the model's own choosing. */
async function readOneFile(onnx: Uint8Array): Promise<OnnxModel> {
  await refuseExternal(onnx)
  return readModel(onnx)
}

async function loadGraph(manifest: Manifest, dir: string): Promise<OnnxModel> {
  const { prepare } = manifest
  const read = (name: string) => readFile(fileOf(dir, manifest.name, name))
  try {
    if (prepare.kind === 'onnx') return await readOneFile(await read(prepare.file))
    return convertGraph({
      topology: (await read(prepare.topology)).toString('utf8'),
      weights: await read(prepare.weights),
      input: prepare.input,
      inputSize: prepare.inputSize,
      outputs: prepare.outputs,
    })
  } catch (cause) {
    if (cause instanceof ModelError) throw cause
    throw new ModelError('graph_unsupported', { name: manifest.name }, { cause })
  }
}
