import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../cli.ts'
import { bakedModel, sceneModel, smallModel, withWeightsOutside } from '../test/small-model.ts'

const own = {
  name: 'our-own',
  title: { zh: '自带模型', en: 'our own' },
  task: 'detector',
  licence: { name: 'MIT', note: 'trained here' },
  input: {
    width: 64,
    height: 64,
    channels: 'rgb',
    letterbox: 'stretch',
    pad: 114,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  decoder: 'yolov8',
  classes: ['person', 'car'],
  thresholds: { score: 0.4, overlap: 0.5 },
}
/** One car in the middle. */
const car = [
  {
    name: 'output0',
    dims: [1, 6, 8],
    values: [32, 32, 16, 16, 0, 0.9].flatMap((value) => [value, ...Array<number>(7).fill(0)]),
  },
]

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'models-'))))
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(dir, { recursive: true })
})

/** Runs a verb on a manifest, a model and a picture of two halves; its exit code and everything it said. */
async function run(verb: 'check' | 'install', manifest: object, onnx: Uint8Array) {
  const [manifestPath, onnxPath, picture] = ['m.json', 'm.onnx', 'p.jpg'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(manifestPath, JSON.stringify(manifest))
  await writeFile(onnxPath, onnx)
  const dark = await sharp({ create: { width: 50, height: 99, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  await sharp({ create: { width: 99, height: 99, channels: 3, background: '#cba' } })
    .composite([{ input: dark, left: 0, top: 0 }])
    .jpeg()
    .toFile(picture)
  return said(verb, manifestPath, onnxPath, '--picture', picture)
}

async function said(...argv: string[]) {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void lines.push(String(line)))
  const models = join(dir, 'models')
  await mkdir(models, { recursive: true })
  const code = await main([...argv, '--dir', models], {})
  return { code, said: lines.join('\n'), installed: await readdir(models) }
}

describe('a model of one’s own on the command line', () => {
  it('is usable where it sees a car in a scene, and is installed', async () => {
    const checked = await run('check', own, sceneModel(car))
    expect(checked).toMatchObject({ code: 0, installed: [] })
    expect(checked.said).toMatch(/^可用 usable {2}our-own {2}MIT/)
    expect(checked.said).toContain('car  0.90  0.375 0.375 0.625 0.625')
    expect(await run('install', own, sceneModel(car))).toMatchObject({ code: 0, installed: ['our-own'] })
  })

  it('is not ready where it cannot be believed, with the reason, and is not installed', async () => {
    const checked = await run('check', own, smallModel(car))
    expect(checked.code).toBe(1)
    expect(checked.said).toMatch(/^可疑，不能使用 doubtful, not ready {2}our-own/)
    expect(checked.said).toContain('! same_as_grey: ')
    expect(checked.said).not.toContain('usable')
    const installed = await run('install', own, smallModel(car))
    expect(installed).toMatchObject({ code: 1, installed: [] })
    expect(installed.said).toContain('implausible: ')
  })

  it.each<[string, object, Uint8Array, RegExp]>([
    ['weights in another file', own, withWeightsOutside(sceneModel(car)), /^external_data: /],
    [
      'another size',
      { ...own, input: { ...own.input, width: 96 } },
      bakedModel(car),
      /^input_size_fixed: .*96 x 64.*64 x 64/,
    ],
    ['another layout', { ...own, decoder: 'yolov5' }, sceneModel(car), /^outputs_mismatch: .*fits: yolov8/],
    ['no ONNX', own, Buffer.from('hello'), /^not_onnx: /],
    [
      'a decoder that is none',
      { ...own, decoder: 'yolo99' },
      sceneModel(car),
      /field: decoder; allowed: yolox, /,
    ],
  ])('says in two languages and no words of the runtime: %s', async (...[, manifest, onnx, words]) => {
    for (const verb of ['check', 'install'] as const) {
      const outcome = await run(verb, manifest, onnx)
      expect(outcome).toMatchObject({ code: 1, installed: [] })
      expect(outcome.said).toMatch(words)
      expect(outcome.said).toMatch(/\p{Script=Han}/u)
      expect(outcome.said).not.toMatch(/\bORT\b|onnxruntime|status code|Error:|node_modules|\n {4}at /i)
    }
  })

  it.each([
    ['a manifest that is not there', ['check', '/nowhere/m.json', '/nowhere/m.onnx'], 'file_unreadable'],
    ['a picture that is not there', ['--picture', '/nowhere/p.jpg'], 'file_unreadable'],
    ['a picture that is a film', ['--picture', 'film'], 'picture_format'],
  ])('says of %s what it is', async (_, argv, code) => {
    const [manifest, onnx, film] = ['m.json', 'm.onnx', 'film.mp4'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ]
    await writeFile(manifest, JSON.stringify(own))
    await writeFile(onnx, sceneModel(car))
    await writeFile(film, Buffer.from('\0\0\0\x20ftypisom'))
    const given =
      argv[0] === 'check'
        ? argv
        : ['check', manifest, onnx, ...argv.map((one) => (one === 'film' ? film : one))]
    const outcome = await said(...given)
    expect(outcome.code).toBe(1)
    expect(outcome.said).toContain(`${code}: `)
    expect(outcome.said).not.toContain('    at ')
  })

  it('says that grey alone tells little', async () => {
    const [manifest, onnx] = [join(dir, 'm.json'), join(dir, 'm.onnx')]
    await writeFile(manifest, JSON.stringify(own))
    await writeFile(onnx, sceneModel(car))
    const outcome = await said('check', manifest, onnx)
    expect(outcome).toMatchObject({
      code: 0,
      said: expect.stringContaining('give a real one by --picture') as string,
    })
  })
})
