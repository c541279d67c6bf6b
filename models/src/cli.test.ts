import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { main } from './cli.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'models-'))))
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(dir, { recursive: true })
})

/** Runs the command line; its exit code and everything it said. */
async function run(...argv: string[]) {
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  const code = await main([...argv, '--dir', dir], {})
  return { code, said: said.join('\n') }
}

it.each([
  ['no verb shows the help', [], 0, 'pull [NAME]'],
  ['--help shows the help', ['pull', '--help'], 0, 'SIGHTLINE_MODEL_MIRROR'],
  ['an unknown verb', ['fetch'], 2, 'unknown command: fetch'],
  ['too many words', ['list', 'yolox-nano', 'more'], 2, 'wrong number of words after list'],
  ['too few words', ['eval', 'yolox-nano'], 2, 'wrong number of words after eval'],
  ['an option of another verb', ['list', '--video', 'f'], 2, 'does not take --video'],
  ['a data set that is none', ['eval', 'yolox-nano', '/nowhere'], 1, 'dataset_unreadable'],
  [
    'a transform that is none',
    ['eval', 'yolox-nano', '/nowhere', '--transform', 'fog'],
    2,
    'no such transform: fog',
  ],
  ['bench without a film', ['bench'], 2, '--video FILE'],
  ['an unknown option', ['list', '--loud'], 2, '--loud'],
  ['an unknown model', ['list', 'yolo99'], 1, 'model_unknown'],
  ['list of an empty folder', ['list'], 0, 'yolox-nano  缺失 missing'],
  ['missing names a rule that is silent', ['missing'], 0, '违规垂钓'],
  ['missing says how to get it', ['missing'], 0, 'models pull yolox-nano'],
  ['missing says what is worse without joints', ['missing'], 0, 'heads are guessed from the boxes of people'],
  ['missing says what is hidden without a model of faces', ['missing'], 0, '按头部或上半身打码'],
  ['missing says what only a mirror has', ['missing'], 0, 'models pull aizoo-mask --mirror'],
  ['list says what was never run', ['list', 'yolox-s'], 0, 'never run with this build'],
  ['suggest with nothing installed', ['suggest'], 1, 'no model is installed'],
  ['suggest of no sources', ['suggest', '--sources', '0'], 2, '--sources N >= 1'],
  ['suggest for a rule that is none', ['suggest', '--rule', 'parking'], 2, '--rule illegal_parking |'],
  ['suggest with a word', ['suggest', 'yolox-nano'], 2, 'wrong number of words after suggest'],
  ['--json of another verb', ['list', '--json'], 2, 'does not take --json'],
  ['verify of an empty folder fails', ['verify', 'yolox-nano'], 1, '缺失 missing'],
] as const)('%s', async (...[, argv, code, words]) => {
  const outcome = await run(...argv)
  expect(outcome.code).toBe(code)
  expect(outcome.said).toContain(words)
})

it('names every missing model once', async () => {
  const { said } = await run('missing')
  const names = [...said.matchAll(/missing model: ([a-z0-9-]+)/g)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('onfire-flame')
})

it('missing is silent of what was never run', async () => {
  const { said } = await run('missing')
  expect(said).not.toMatch(/yolox-(tiny|s)|dfine/)
})

it('verify names the corrupt file and both hashes', async () => {
  await mkdir(join(dir, 'yolox-nano'))
  await writeFile(join(dir, 'yolox-nano', 'yolox_nano.onnx'), 'damaged')
  const { code, said } = await run('verify', 'yolox-nano')
  expect(code).toBe(1)
  expect(said).toMatch(/CORRUPT.*yolox_nano\.onnx[^]*695e750a[^]*found {4}[0-9a-f]{64}/)
})
