import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routes } from '../../../api/contract/routes.ts'
import { queueNames } from '../../../api/contract/queues.ts'
import { createLog } from '../../platform/log.ts'
import { openQueues } from '../../platform/queue.ts'
import { queueContract } from '../../platform/queue-contract.ts'
import { startChild, until } from '../../start/child.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import { Refused } from '../stack/client.ts'
import { openOffice, type Office } from './bench-stack.ts'

let cameras: Cameras
let office: Office

beforeAll(async () => {
  cameras = await startCameras({ scenes: ['reservoir'] })
  office = await openOffice('embedded')
})
afterAll(async () => {
  await office?.close()
  await cameras?.stop()
})

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
  throw new Error('it was accepted')
}

const addresses = {
  probe_unreachable: () => ({ url: 'rtsp://127.0.0.1:9/nothing', user: '', password: '' }),
  probe_unauthorised: () => ({ ...good(), password: 'not the password' }),
  probe_not_found: () => ({ ...good(), url: good().url.replace(/\/[^/]+\/main$/, '/nowhere/main') }),
  probe_no_video: () => ({ ...account(), url: cameras.useless.audioOnlyUrl }),
  probe_silent: () => ({ ...account(), url: cameras.useless.silentUrl }),
}
const account = () => ({ user: cameras.useless.user, password: cameras.useless.password })
function good() {
  const [camera] = cameras.list
  if (!camera) throw new Error('no camera')
  return { url: camera.url, user: camera.user, password: camera.password }
}

describe('a probed address', () => {
  it.each(Object.entries(addresses))('%s', async (code, address) => {
    const refusal = await refusalOf(office.admin.call(routes.sources.probe, { body: address() }))
    expect(refusal.code).toBe(code)
    expect(refusal.message).not.toContain('not the password')
  })

  it('a good one brings its picture', async () => {
    const { video, pictureBase64 } = await office.admin.call(routes.sources.probe, { body: good() })
    expect(video).toMatchObject({ width: 1920, height: 1080 })
    expect(
      Buffer.from(pictureBase64 ?? '', 'base64')
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8')
  })
})

it('a source with a wrong password says so where its state is shown, and never says the password', async () => {
  const body = { name: '错误密码', kind: 'fixed', ...good(), password: 'wrong-pass-word', enabled: true }
  const { id } = await office.admin.call(routes.sources.create, { body })
  const look = () => office.admin.call(routes.sources.get, { params: { id } })
  await until('the fault is shown', async () => (await look()).state.fault === 'auth', 60_000)
  expect(JSON.stringify(await look())).not.toContain('wrong-pass-word')
})

it('a self-crossing zone is refused, naming the edges', async () => {
  const source = await office.admin.call(routes.sources.create, {
    body: { name: '区域', kind: 'fixed', ...good() },
  })
  const bowTie = [
    { x: 0.1, y: 0.1 },
    { x: 0.9, y: 0.9 },
    { x: 0.9, y: 0.1 },
    { x: 0.1, y: 0.9 },
  ]
  const body = { sourceId: source.id, name: '蝴蝶结', polygon: bowTie }
  const refusal = await refusalOf(office.admin.call(routes.zones.create, { body }))
  expect(refusal.code).toBe('zone_invalid')
  expect(refusal.message).toContain('self_crossing')
})

it('a malformed job fails with its reason, and the api goes on', async () => {
  const { DATABASE_URL: url = '' } = office.stack.env
  const queues = await openQueues({ backend: 'postgres', url }, createLog({ app: 'test', level: 'silent' }))
  const anything = queueContract(queueNames.dossierSubmitted, z.unknown())
  try {
    await queues.produce(anything, { findingId: 'x y', stage: 'opened' }, { jobId: 'malformed' })
    await until('the job failed', async () => (await queues.failures(anything, 5)).length > 0)
    expect((await queues.failures(anything, 5))[0]?.reason).toMatch(/findingId/)
  } finally {
    await queues.close()
  }
  expect((await office.operator.call(routes.alerts.list)).items).toEqual([])
})

/** A worker beside the office's own, with another environment. */
function startWorker(env: Readonly<Record<string, string>>) {
  const main = resolve(import.meta.dirname, '../../../ingest/src/main.ts')
  return startChild(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, ...office.stack.env, ...env },
  })
}

/** The worker goes on recording; its sources show `no_model` (ingest/src/watch/source-state.test.ts). */
it('a corrupt model file is never run: refused by name, with what to do', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-corrupt-'))
  const model = join(dir, 'models', 'yolox-nano')
  mkdirSync(model, { recursive: true })
  writeFileSync(join(model, 'yolox_nano.onnx'), 'not a model')
  const child = startWorker({
    SIGHTLINE_MODEL_DIR: join(dir, 'models'),
    SIGHTLINE_DATA_DIR: join(dir, 'data'),
  })
  try {
    await until('it is said', async () => child.tail().includes('sha256_mismatch'), 60_000)
    expect(child.tail()).toContain('yolox_nano.onnx')
    expect(child.tail()).toContain('sightline models pull')
  } finally {
    await child.stop('SIGKILL')
    rmSync(dir, { recursive: true })
  }
})

/** What counts as full, and that nothing sealed goes: ingest/src/spool/spool.test.ts. */
it('no room for evidence: the source says so where its state is shown', async () => {
  const body = { name: '存储已满', kind: 'fixed', ...good(), enabled: true }
  const { id } = await office.admin.call(routes.sources.create, { body })
  const stateOf = async () => (await office.admin.call(routes.sources.get, { params: { id } })).state
  await until('it is recorded', async () => (await stateOf()).connection === 'live', 60_000)
  await office.stack.stopIngest('SIGTERM')
  const child = startWorker({ SIGHTLINE_DISK_FLOOR_BYTES: '1000000000000000' })
  try {
    await until('the fault is shown', async () => (await stateOf()).fault === 'disk_full', 60_000)
  } finally {
    await child.stop()
  }
})
