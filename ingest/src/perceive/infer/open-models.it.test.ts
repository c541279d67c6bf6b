import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLog } from '@sightline/infra/platform/log'
import { parseOwnManifest, wholeManifest } from '@sightline/models/check/own-manifest'
import { handedOutDir, installModel } from '@sightline/models/installed'
import { withWeightsOutside } from '@sightline/models/test/small-model'
import { pauseOnTimer } from '../../floor/pause.ts'
import { openModels, type Models, type ModelsOptions } from './open-models.ts'
import { alwaysThere, ownManifest, startFileServer, toWantedModel } from './test/own-models.ts'

const onnx = alwaysThere(0.9)
const picture = { data: new SharedArrayBuffer(100 * 60 * 3), width: 100, height: 60 }
const task = {
  picture,
  content: { x: 0, y: 0, width: 100, height: 50 },
  regions: [{ shown: { left: 0.5, right: 1, top: 0, bottom: 0.5 } }],
}

let dir: string
let server: Awaited<ReturnType<typeof startFileServer>>
let opened: Models[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-models-'))
  server = await startFileServer(join(dir, 'api'))
})
afterEach(async () => {
  await Promise.all(opened.map((models) => models.close()))
  opened = []
  await server.close()
  await rm(dir, { recursive: true, force: true })
})

/** A worker's models, the main one of them made here: no weights from elsewhere are needed. */
async function open(more: Partial<ModelsOptions> = {}): Promise<Models> {
  const folder = join(dir, 'models')
  const main = parseOwnManifest(JSON.stringify(ownManifest('tiny-main', { classes: ['person', null] })))
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  await installModel(folder, wholeManifest(main, { sha256, bytes: onnx.length }), onnx)
  const models = await openModels({
    name: 'tiny-main',
    further: [],
    embedder: null,
    pose: null,
    dir: folder,
    mirror: undefined,
    workers: 1,
    api: server.api,
    log: createLog({ app: 'ingest', level: 'silent' }),
    ...more,
    pause: (ms, signal) => pauseOnTimer(Math.min(ms, 50), signal),
  })
  opened.push(models)
  return models
}
const faults = (models: Models) => Object.fromEntries(models.report().map(({ name, fault }) => [name, fault]))

it("fetches an admin's model, says what it offers, looks with it, and closes it when it is disabled", async () => {
  const models = await open()
  server.files.set('net-1', onnx)
  expect(models.modelSet()?.offered).toEqual(['person'])
  models.want([toWantedModel(onnx, ownManifest('hats', { looksAt: 'zones' }))])
  await expect.poll(() => models.modelSet()?.offered, { timeout: 20_000 }).toEqual(['person', 'no_hat'])
  expect(models.report()).toMatchObject([
    { name: 'tiny-main', fault: null, classes: ['person'] },
    { name: 'hats', fault: null, classes: ['no_hat'], licence: 'MIT' },
  ])
  // Of the prepared file: the bytes that run.
  expect(models.report()[1]!.sha256).toMatch(/^[0-9a-f]{64}$/)
  const [hats] = models.modelSet()!.further
  expect(hats).toMatchObject({ looksAt: 'zones', model: { name: 'hats', threshold: 0.4 } })
  const look = await hats!.look('a', task)
  expect(look).toMatchObject({ kind: 'detections', detections: [{ class: 'no_hat' }] })
  const { score, box } = look.kind === 'detections' ? look.detections[0]! : { score: 0, box: null }
  expect(score).toBeCloseTo(0.9)
  // The middle of the region, in the whole picture.
  expect(box).toEqual({ left: 0.625, right: 0.875, top: 0.125, bottom: 0.375 })
  models.want([])
  expect(models.modelSet()?.offered).toEqual(['person'])
  expect(faults(models)).toEqual({ 'tiny-main': null })
  await expect.poll(() => hats!.look('a', task)).toMatchObject({ kind: 'dropped', reason: 'closing' })
})

it('asks for a file once, also after a restart, and again where it was damaged on the disk', async () => {
  server.files.set('net-1', onnx)
  const wanted = toWantedModel(onnx, ownManifest('hats'))
  const file = join(handedOutDir(join(dir, 'models')), 'hats', `${wanted.sha256.slice(0, 16)}.onnx`)
  const run = async (): Promise<void> => {
    const models = await open()
    models.want([wanted])
    models.want([wanted])
    await expect.poll(() => faults(models), { timeout: 20_000 }).toEqual({ 'tiny-main': null, hats: null })
    await models.close()
    opened = []
  }
  await run()
  await run()
  expect(server.asked).toEqual(['net-1'])
  await writeFile(file, 'damaged')
  await run()
  expect(server.asked).toEqual(['net-1', 'net-1'])
  expect(Buffer.compare(await readFile(file), onnx)).toBe(0)
})

it.each([
  ['other bytes', () => alwaysThere(0.8), 'sha256_mismatch'],
  ['more bytes than announced', () => Buffer.concat([onnx, Buffer.alloc(1)]), 'sha256_mismatch'],
  ['nothing', () => undefined, 'file_unreachable'],
])('runs nothing while the api gives %s, and goes on with the others', async (_, served, fault) => {
  const models = await open()
  const given = served()
  if (given) server.files.set('net-1', given)
  models.want([
    toWantedModel(onnx, ownManifest('hats')),
    toWantedModel(onnx, ownManifest('caps'), { id: 'net-2' }),
  ])
  server.files.set('net-2', onnx)
  await expect
    .poll(() => faults(models), { timeout: 20_000 })
    .toEqual({ 'tiny-main': null, hats: fault, caps: null })
  expect(models.report().find(({ name }) => name === 'hats')?.sha256).toBeNull()
  // Nobody restarts it: what was wrong is mended, and it runs.
  server.files.set('net-1', onnx)
  await expect.poll(() => faults(models)['hats'], { timeout: 20_000 }).toBeNull()
})

it('runs no model whose weights lie in another file, whoever handed it out or put it there', async () => {
  const outside = Buffer.from(withWeightsOutside(onnx, 'tiny.bin'))
  const byHand = parseOwnManifest(JSON.stringify(ownManifest('by-hand')))
  const sha256 = createHash('sha256').update(outside).digest('hex')
  await installModel(join(dir, 'models'), wholeManifest(byHand, { sha256, bytes: outside.length }), outside)
  const models = await open()
  server.files.set('net-1', outside)
  models.want([toWantedModel(outside, ownManifest('hats'))])
  await expect
    .poll(() => faults(models), { timeout: 20_000 })
    .toEqual({ 'tiny-main': null, 'by-hand': 'external_data', hats: 'external_data' })
})

it.each([
  ['the main model', 'tiny-main'],
  ['a model of this build', 'aizoo-mask'],
])('refuses a name that %s has', async (_, name) => {
  const models = await open({ further: ['aizoo-mask'] })
  server.files.set('net-1', onnx)
  models.want([toWantedModel(onnx, ownManifest(name))])
  await expect.poll(() => models.report().at(-1)?.fault, { timeout: 20_000 }).toBe('name_taken')
  expect(server.asked).toEqual([])
})

it('looks without telling people apart while that model cannot be had, and says so', async () => {
  const models = await open({ embedder: 'person-reid' })
  await expect
    .poll(() => faults(models), { timeout: 20_000 })
    .toEqual({ 'tiny-main': null, 'person-reid': 'model_unreachable' })
  expect(models.report()[1]).toMatchObject({ classes: [], licence: 'Apache-2.0' })
  expect(models.modelSet()).toMatchObject({ embedder: null, offered: ['person'] })
})

it('runs what was installed by hand, and says what of this build cannot be had', async () => {
  const folder = join(dir, 'models')
  const own = parseOwnManifest(JSON.stringify(ownManifest('by-hand')))
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  await installModel(folder, wholeManifest(own, { sha256, bytes: onnx.length }), onnx)
  const models = await open({ further: ['onfire-flame', 'no-such'] })
  await expect
    .poll(() => faults(models), { timeout: 20_000 })
    .toEqual({
      'tiny-main': null,
      'onfire-flame': 'model_unreachable',
      'no-such': 'model_unknown',
      'by-hand': null,
    })
  expect(models.report()[1]).toMatchObject({ classes: ['flame'], licence: 'MIT' })
})
