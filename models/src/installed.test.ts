import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { main } from './cli.ts'
import { allModels, handedOutDir, installModel, modelFor, modelNamed } from './installed.ts'
import { yoloxNano } from './manifests/yolox-nano.ts'
import { openTask } from './open.ts'
import { smallModel } from './test/small-model.ts'

const own = {
  name: 'kitchen-hats',
  title: { zh: '厨帽检测', en: 'kitchen hats' },
  task: 'detector',
  licence: { name: 'MIT', note: 'trained here' },
  input: {
    width: 64,
    height: 64,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 0,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
  decoder: 'yolov10',
  classes: ['no_hat', null],
  thresholds: { score: 0.4, overlap: 0.5 },
}
const model = (score = 0.9) => smallModel([{ name: 'o', dims: [1, 1, 6], values: [0, 0, 32, 64, score, 0] }])

let folder: string
let dir: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-'))
  dir = join(folder, 'models')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

/** Runs a verb on a manifest and a model; its exit code and everything it said. */
async function run(verb: 'check' | 'install', manifest: object = own, onnx = model()) {
  await writeFile(join(folder, 'm.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'n.onnx'), onnx)
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  const code = await main([verb, join(folder, 'm.json'), join(folder, 'n.onnx'), '--dir', dir], {})
  return { code, said: said.join('\n') }
}

it('check shows what the model sees, and installs nothing', async () => {
  const { code, said } = await run('check')
  expect(code).toBe(0)
  expect(said).toMatch(
    /usable {2}kitchen-hats {2}MIT {2}[\d.]+ ms\n {2}no_hat {2}0\.90 {2}0\.000 0\.000 0\.500 1\.000/,
  )
  expect(await allModels(dir)).not.toContainEqual(expect.objectContaining({ name: 'kitchen-hats' }))
})

it('check says so where it sees nothing', async () =>
  expect((await run('check', own, model(0.1))).said).toContain('nothing seen'))

it('install makes it a model like any other', async () => {
  expect((await run('install')).code).toBe(0)
  expect((await modelFor(dir, 'detector', 'kitchen-hats')).classes).toEqual(['no_hat', null])
  const opened = await openTask('detector', 'kitchen-hats', { dir, origins: {} })
  expect(opened.manifest.licence).toEqual(own.licence)
})

it('list and verify show what the api handed out, apart from what was installed', async () => {
  await run('install')
  const installed = await modelNamed(dir, 'kitchen-hats')
  await installModel(handedOutDir(dir), installed, model())
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  expect(await main(['list', '--dir', dir], {})).toBe(0)
  expect(said.filter((line) => line.startsWith('kitchen-hats'))).toHaveLength(2)
  expect(said.filter((line) => line.includes('handed out by the api'))).toHaveLength(1)
  const { files } = installed
  await writeFile(join(handedOutDir(dir), 'kitchen-hats', files[0]!.name), model(0.5))
  expect(await main(['verify', '--dir', dir], {})).toBe(1)
  expect(said.join('\n')).toMatch(/CORRUPT {2}\S*handed-out/)
})

it('a model that fails its dry run is not installed', async () => {
  const { code, said } = await run('install', { ...own, decoder: 'yolov8' })
  expect([code, said]).toEqual([1, expect.stringContaining('outputs_mismatch')])
  await expect(readdir(dir)).rejects.toThrow('ENOENT')
})

it('a newer file takes the place of an older one', async () => {
  await run('install')
  await run('install', own, model(0.5))
  const { files } = await modelNamed(dir, 'kitchen-hats')
  expect(await readFile(join(dir, 'kitchen-hats', files[0]!.name))).toEqual(Buffer.from(model(0.5)))
  await openTask('detector', 'kitchen-hats', { dir, origins: {} })
})

it('a file that was changed since is refused', async () => {
  await run('install')
  const { files } = await modelNamed(dir, 'kitchen-hats')
  await writeFile(join(dir, 'kitchen-hats', files[0]!.name), model(0.5))
  await expect(openTask('detector', 'kitchen-hats', { dir, origins: {} })).rejects.toMatchObject({
    code: 'sha256_mismatch',
  })
})

it('the name of a built-in model is taken', async () =>
  expect((await run('install', { ...own, name: 'yolox-nano' })).said).toContain('name_taken'))

it('a model of another task is refused', async () =>
  expect(modelFor(dir, 'detector', 'ppocr-reader')).rejects.toMatchObject({
    code: 'model_of_another_task',
  }))

it('an unknown name is refused with the names there are', async () => {
  await run('install')
  await expect(modelNamed(dir, 'yolo99')).rejects.toThrow(/model_unknown.*yolox-nano.*kitchen-hats/)
})

it("a damaged manifest is named, and stands in nobody else's way", async () => {
  await mkdir(join(dir, 'broken'), { recursive: true })
  await writeFile(join(dir, 'broken', 'manifest.json'), '{"name":"broken"}')
  await expect(allModels(dir)).rejects.toThrow(/manifest_invalid.*broken/)
  await expect(modelNamed(dir, 'broken')).rejects.toThrow(/manifest_invalid.*broken/)
  expect(await modelNamed(dir, 'yolox-nano')).toBe(yoloxNano)
})
