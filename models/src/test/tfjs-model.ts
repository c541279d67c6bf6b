import '@tensorflow/tfjs-backend-cpu'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter'
import { io, setBackend } from '@tensorflow/tfjs-core'

/** A TFJS graph as its makers run it, out of the files of a model folder. */
export async function tfjsModel(folder: string, name: string): Promise<GraphModel> {
  await setBackend('cpu')
  const json = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as io.ModelJSON
  const weights = await readFile(join(folder, `${name}.bin`))
  return loadGraphModel(
    io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    }),
  )
}
