import '@tensorflow/tfjs-backend-cpu'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import { io, setBackend, tensor4d } from '@tensorflow/tfjs-core'
import type { Tensor4D } from '@tensorflow/tfjs-core'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { centernetMobilenet } from '../manifests/centernet-mobilenet.ts'
import { writeModel } from '../onnx/model.ts'
import { prepareGraph } from '../onnx/prepare.ts'
import { modelForTest } from '../test/shared-material.ts'
import { convertGraph } from './convert.ts'

/** What the published graph insists on; ours runs at any size. */
const [width, height] = [512, 512]

/** Patches, edges and gradients of every channel, the same on every machine. */
function drawnFrame(): Uint8Array {
  const frame = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        frame[(y * width + x) * 3 + c] = (((x >> 4) * 37 + (y >> 5) * 91 + c * 53) % 200) + ((x + y * c) % 56)
  return frame
}

async function byTfjs(folder: URL, frame: Uint8Array): Promise<Record<string, Float32Array>> {
  await setBackend('cpu')
  const json = JSON.parse(await readFile(new URL('centernet.json', folder), 'utf8')) as io.ModelJSON
  const weights = await readFile(new URL('centernet.bin', folder))
  const model = await loadGraphModel(
    io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    }),
  )
  const names = ['tower_0/keypoints', 'tower_0/wh']
  const outputs = model.execute(
    tensor4d(Float32Array.from(frame), [1, height, width, 3]),
    names,
  ) as Tensor4D[]
  const read = outputs.map(async (output, i) => [names[i]!, (await output.data()) as Float32Array] as const)
  return Object.fromEntries(await Promise.all(read))
}

/** Made anew, not taken from the prepared files: those may be of an older converter. */
async function convertedIn(folder: URL): Promise<Uint8Array> {
  const { prepare, input } = centernetMobilenet
  if (prepare.kind !== 'tfjs') throw new Error('not a TFJS model')
  const topology = await readFile(new URL(prepare.topology, folder), 'utf8')
  const weights = await readFile(new URL(prepare.weights, folder))
  return writeModel(prepareGraph(convertGraph({ ...prepare, topology, weights }), input))
}

async function byOnnx(bytes: Uint8Array, frame: Uint8Array): Promise<InferenceSession.OnnxValueMapType> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 })
  return session.run({ frames: new Tensor('uint8', frame, [1, height, width, 3]) })
}

/** Largest difference between an NHWC and an NCHW tensor of the same numbers, and the largest number. */
function compare(nhwc: Float32Array, nchw: Float32Array, channels: number) {
  const cells = nhwc.length / channels
  let difference = 0
  let largest = 0
  for (let cell = 0; cell < cells; cell++)
    for (let c = 0; c < channels; c++) {
      const value = nhwc[cell * channels + c]!
      difference = Math.max(difference, Math.abs(value - nchw[c * cells + cell]!))
      largest = Math.max(largest, Math.abs(value))
    }
  return { difference, largest }
}

it('gives the heat and the sizes that tfjs gives for the same picture', async () => {
  const model = await modelForTest('centernet-mobilenet')
  const frame = drawnFrame()
  const folder = new URL('../', pathToFileURL(model.path))
  const t = performance.now()
  const bytes = await convertedIn(folder)
  const expected = await byTfjs(folder, frame)
  console.log(`tfjs took ${Math.round(performance.now() - t)} ms`)
  const found = await byOnnx(bytes, frame)
  for (const [name, channels, bound] of [
    ['tower_0/keypoints', 80, 1e-5],
    ['tower_0/wh', 4, 1e-2],
  ] as const) {
    expect(found[name]!.dims).toEqual([1, channels, height / 4, width / 4])
    const { difference, largest } = compare(expected[name]!, found[name]!.data as Float32Array, channels)
    console.log(`${name}: largest difference ${difference.toExponential(2)} of ${largest.toFixed(3)}`)
    expect(difference).toBeLessThan(bound)
  }
  // Fails where the preparation changed and preparationVersion did not.
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(model.sha256)
})
