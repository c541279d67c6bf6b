import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { wantedModelSchema, type WantedModel } from '@sightline/api/contract/models'
import { writeModel } from '@sightline/models/onnx/model'
import { floatTensor } from '@sightline/models/onnx/prepare'
import { sceneModel, smallOnnxModel, smallModel } from '@sightline/models/test/small-model'

const input = {
  width: 64,
  height: 64,
  channels: 'rgb',
  layout: 'nchw',
  letterbox: 'stretch',
  pad: 0,
  mean: [0, 0, 0],
  std: [255, 255, 255],
}

const always = (score: number) => [
  {
    name: 'output0',
    dims: [1, 6, 8],
    values: [32, 32, 32, 32, 0, score].flatMap((v) => [v, ...Array<number>(7).fill(0)]),
  },
]

/** A YOLOv8 of two classes that answers, whatever it is shown: its second class, in the middle, half as wide and as high. */
export const alwaysThere = (score: number): Uint8Array => smallModel(always(score))

/** The same in any scene, and nothing in a picture of one colour: a dry run believes it. */
export const inAnyScene = (score: number): Uint8Array => sceneModel(always(score))

/** The same, by a little the surer the brighter what it is shown: another picture, or another part, gives other digits. */
export function surerInLight(score: number): Uint8Array {
  const { graph, ...model } = smallOnnxModel(always(score))
  const rest = graph.initializer.filter(({ name }) => name !== 'zero')
  return writeModel({ ...model, graph: { ...graph, initializer: [floatTensor('zero', [0.1], []), ...rest] } })
}

/** What an admin writes beside it. */
export const ownManifest = (name: string, more: object = {}) => ({
  name,
  title: { zh: '自带', en: 'own' },
  task: 'detector',
  decoder: 'yolov8',
  input,
  licence: { name: 'MIT', note: 'made by a test' },
  classes: [null, 'no_hat'],
  thresholds: { score: 0.4, overlap: 0.5 },
  ...more,
})

/** As the api hands it out. */
export const toWantedModel = (onnx: Uint8Array, manifest: object, more: object = {}): WantedModel =>
  wantedModelSchema.parse({
    id: 'net-1',
    manifest,
    bytes: onnx.length,
    sha256: createHash('sha256').update(onnx).digest('hex'),
    ...more,
  })

/** An api that only gives models' files, to whoever shows the token. */
export async function startFileServer(dir: string) {
  const files = new Map<string, Uint8Array>()
  const asked: string[] = []
  const tokenFile = join(dir, 'worker.token')
  mkdirSync(dir, { recursive: true })
  writeFileSync(tokenFile, 'token of the test\n')
  const server = createServer((request, response) => {
    const id = /^\/api\/workers\/models\/([^/]+)\/file$/.exec(request.url ?? '')?.[1] ?? ''
    asked.push(id)
    const bytes = files.get(id)
    const isKnown = request.headers.authorization === 'Bearer token of the test'
    response.statusCode = isKnown ? (bytes ? 200 : 404) : 401
    response.end(isKnown ? bytes : undefined)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    files,
    asked,
    api: { apiUrl: `http://127.0.0.1:${port}`, tokenFile },
    close: () => new Promise((done) => server.close(done)),
  }
}
