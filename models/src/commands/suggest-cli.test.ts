import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { parseOwnManifest, wholeManifest } from '../check/own-manifest.ts'
import { main } from '../cli.ts'
import { installModel } from '../installed.ts'
import { smallModel } from '../test/small-model.ts'

const own = (name: string, more: object = {}) => ({
  name,
  title: { zh: '自带', en: 'own' },
  task: 'detector',
  licence: { name: 'MIT', note: 'made by a test' },
  input: {
    width: 64,
    height: 64,
    channels: 'rgb',
    letterbox: 'stretch',
    pad: 0,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  decoder: 'yolov8',
  classes: ['person', 'car'],
  thresholds: { score: 0.4, overlap: 0.5 },
  ...more,
})
const onnx = smallModel([{ name: 'output0', dims: [1, 6, 8], values: Array<number>(48).fill(0) }])

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'models-'))
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  for (const manifest of [own('whole-pictures'), own('heads-alone', { looksAt: 'heads' })]) {
    const parsed = parseOwnManifest(JSON.stringify(manifest))
    await installModel(dir, wholeManifest(parsed, { sha256, bytes: onnx.length }), onnx)
  }
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => rm(dir, { recursive: true }))

async function run(...argv: string[]) {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const code = await main(['suggest', '--dir', dir, '--seconds', '0.3', ...argv], {})
  return { code, said: lines.join('\n') }
}

it('measures what is installed and looks at whole pictures, and says what it affords in both languages', async () => {
  const { code, said } = await run()
  expect(code).toBe(0)
  expect(said).toMatch(/whole-pictures {2}每次 a look [\d.]+ ms {2}每秒 a second [\d.]+/)
  expect(said).toMatch(/\d+ 路 sources {2}.*违.* .*parking/i)
  expect(said).toContain('建议 suggested: whole-pictures')
  expect(said).not.toMatch(/heads-alone|yolox-nano/)
})

it('says the same as JSON', async () => {
  const { said } = await run('--json', '--sources', '2')
  const told = JSON.parse(said) as Record<string, unknown>
  expect(told).toMatchObject({
    sources: 2,
    rule: 'illegal_parking',
    suggested: 'whole-pictures',
    models: [{ name: 'whole-pictures' }],
  })
  expect(Object.keys(told)).toEqual(expect.arrayContaining(['cpu', 'cores', 'threads', 'busy']))
})

it('suggests none where none affords so many', async () => {
  const { code, said } = await run('--sources', '1000000')
  expect(code).toBe(1)
  expect(said).toContain('no model affords: 人行道违法停车 1000000 路')
})
