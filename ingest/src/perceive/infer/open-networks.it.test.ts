import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLog } from '@sightline/infra/platform/log'
import { parseOwnManifest, wholeManifest } from '@sightline/models/check/own-manifest'
import { handedOutDir, installNetwork } from '@sightline/models/installed'
import { pauseOnTimer } from '../../floor/pause.ts'
import { openNetworks, type Networks, type NetworksOptions } from './open-networks.ts'
import { alwaysThere, ownManifest, startFileServer, toWantedNetwork } from './test/own-networks.ts'

const onnx = alwaysThere(0.9)
const picture = { data: new SharedArrayBuffer(100 * 60 * 3), width: 100, height: 60 }
const task = {
  ...{ picture, content: { x: 0, y: 0, width: 100, height: 50 } },
  regions: [{ shown: { left: 0.5, right: 1, top: 0, bottom: 0.5 } }],
}

let dir: string
let server: Awaited<ReturnType<typeof startFileServer>>
let opened: Networks[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-networks-'))
  server = await startFileServer(join(dir, 'api'))
})
afterEach(async () => {
  await Promise.all(opened.map((networks) => networks.close()))
  opened = []
  await server.close()
  await rm(dir, { recursive: true, force: true })
})

/** A worker's networks, the main one of them made here: no weights from elsewhere are needed. */
async function open(more: Partial<NetworksOptions> = {}): Promise<Networks> {
  const models = join(dir, 'models')
  const main = parseOwnManifest(JSON.stringify(ownManifest('tiny-main', { classes: ['person', null] })))
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  await installNetwork(models, wholeManifest(main, { sha256, bytes: onnx.length }), onnx)
  const networks = await openNetworks({
    ...{
      name: 'tiny-main',
      further: [],
      embedder: null,
      dir: models,
      mirror: undefined,
      workers: 1,
      api: server.api,
    },
    ...{ log: createLog({ app: 'ingest', level: 'silent' }), ...more },
    pause: (ms, signal) => pauseOnTimer(Math.min(ms, 50), signal),
  })
  opened.push(networks)
  return networks
}
const faults = (networks: Networks) =>
  Object.fromEntries(networks.report().map(({ name, fault }) => [name, fault]))

it("fetches an admin's network, says what it offers, looks with it, and closes it when it is disabled", async () => {
  const networks = await open()
  server.files.set('net-1', onnx)
  expect(networks.eye()?.offered).toEqual(['person'])
  networks.want([toWantedNetwork(onnx, ownManifest('hats', { looksAt: 'zones' }))])
  await expect.poll(() => networks.eye()?.offered, { timeout: 20_000 }).toEqual(['person', 'no_hat'])
  expect(networks.report()).toMatchObject([
    { name: 'tiny-main', fault: null, classes: ['person'] },
    { name: 'hats', fault: null, classes: ['no_hat'], licence: 'MIT' },
  ])
  // Of the prepared file: the bytes that run.
  expect(networks.report()[1]!.sha256).toMatch(/^[0-9a-f]{64}$/)
  const [hats] = networks.eye()!.further
  expect(hats).toMatchObject({ looksAt: 'zones', network: { name: 'hats', threshold: 0.4 } })
  const look = await hats!.look('a', task)
  expect(look).toMatchObject({ kind: 'detections', detections: [{ class: 'no_hat' }] })
  const { score, box } = look.kind === 'detections' ? look.detections[0]! : { score: 0, box: null }
  expect(score).toBeCloseTo(0.9)
  // The middle of the region, in the whole picture.
  expect(box).toEqual({ left: 0.625, right: 0.875, top: 0.125, bottom: 0.375 })
  networks.want([])
  expect(networks.eye()?.offered).toEqual(['person'])
  expect(faults(networks)).toEqual({ 'tiny-main': null })
  await expect.poll(() => hats!.look('a', task)).toMatchObject({ kind: 'dropped', reason: 'closing' })
})

it('asks for a file once, also after a restart, and again where it was damaged on the disk', async () => {
  server.files.set('net-1', onnx)
  const wanted = toWantedNetwork(onnx, ownManifest('hats'))
  const file = join(handedOutDir(join(dir, 'models')), 'hats', `${wanted.sha256.slice(0, 16)}.onnx`)
  const run = async (): Promise<void> => {
    const networks = await open()
    networks.want([wanted])
    networks.want([wanted])
    await expect.poll(() => faults(networks), { timeout: 20_000 }).toEqual({ 'tiny-main': null, hats: null })
    await networks.close()
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
  const networks = await open()
  const given = served()
  if (given) server.files.set('net-1', given)
  networks.want([
    toWantedNetwork(onnx, ownManifest('hats')),
    toWantedNetwork(onnx, ownManifest('caps'), { id: 'net-2' }),
  ])
  server.files.set('net-2', onnx)
  await expect
    .poll(() => faults(networks), { timeout: 20_000 })
    .toEqual({ 'tiny-main': null, hats: fault, caps: null })
  expect(networks.report().find(({ name }) => name === 'hats')?.sha256).toBeNull()
  // Nobody restarts it: what was wrong is mended, and it runs.
  server.files.set('net-1', onnx)
  await expect.poll(() => faults(networks)['hats'], { timeout: 20_000 }).toBeNull()
})

it.each([
  ['the main network', 'tiny-main'],
  ['a network of this build', 'aizoo-mask'],
])('refuses a name that %s has', async (_, name) => {
  const networks = await open({ further: ['aizoo-mask'] })
  server.files.set('net-1', onnx)
  networks.want([toWantedNetwork(onnx, ownManifest(name))])
  await expect.poll(() => networks.report().at(-1)?.fault, { timeout: 20_000 }).toBe('name_taken')
  expect(server.asked).toEqual([])
})

it('looks without telling people apart while that network cannot be had, and says so', async () => {
  const networks = await open({ embedder: 'person-reid' })
  await expect
    .poll(() => faults(networks), { timeout: 20_000 })
    .toEqual({ 'tiny-main': null, 'person-reid': 'network_unreachable' })
  expect(networks.report()[1]).toMatchObject({ classes: [], licence: 'Apache-2.0' })
  expect(networks.eye()).toMatchObject({ embedder: null, offered: ['person'] })
})

it('runs what was installed by hand, and says what of this build cannot be had', async () => {
  const models = join(dir, 'models')
  const own = parseOwnManifest(JSON.stringify(ownManifest('by-hand')))
  const sha256 = createHash('sha256').update(onnx).digest('hex')
  await installNetwork(models, wholeManifest(own, { sha256, bytes: onnx.length }), onnx)
  const networks = await open({ further: ['onfire-flame', 'no-such'] })
  await expect
    .poll(() => faults(networks), { timeout: 20_000 })
    .toEqual({
      ...{ 'tiny-main': null, 'onfire-flame': 'network_unreachable' },
      ...{ 'no-such': 'network_unknown', 'by-hand': null },
    })
  expect(networks.report()[1]).toMatchObject({ classes: ['flame'], licence: 'MIT' })
})
