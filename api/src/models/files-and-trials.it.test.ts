import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodedError } from '@sightline/infra/platform/error'
import type { Model, ModelList, Trial } from '../../contract/models.ts'
import { composeApp } from '../features.ts'
import { startTestApi, workerToken, type As, type TestApi } from '../test/api.ts'
import { signCall } from '../test/worker-call.ts'
import { testServer } from '../test/database.ts'
import { manifest, onnx, passed, trailOf, wantedBy } from './test/sample-model.ts'
import { tryModel } from './try-model.ts'

describe.skipIf(!testServer)("models' files and late dry runs", () => {
  let api: TestApi
  let admin: As
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
  })
  afterAll(() => api?.close())

  const bytesOf = (name: string) => Buffer.concat([onnx, Buffer.from(name)])
  const isStored = (bytes: Buffer) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return existsSync(join(api.dir, 'objects', 'networks', `${sha256}.onnx`))
  }
  const create = async (name: string) =>
    (await admin.call('POST', '/api/models', { manifest: { ...manifest, name } })).json<Model>()
  const put = async ({ id, version }: Model, payload: Buffer) => {
    const headers = { cookie: admin.cookie, 'content-type': 'application/octet-stream' }
    const url = `/api/models/${id}/file?version=${version}`
    return (await api.app.inject({ method: 'PUT', url, headers, payload })).json<Model>()
  }
  const remove = ({ id, version }: Model) => admin.call('DELETE', `/api/models/${id}?version=${version}`)
  const tryIt = (model: Model) =>
    admin.call('POST', `/api/models/${model.id}/trial`, {
      version: model.version,
      pictureBase64: null,
    })
  const list = async () => (await admin.call('GET', '/api/models')).json<ModelList>()
  const now = async ({ id }: Model) => (await list()).items.find((one) => one.id === id)
  const answer = (trial: () => Promise<Trial>) => {
    api.world.queues.request = async (contract) => contract.reply.parse(await trial())
  }

  it('a deleted draft takes its file along, but not one that another model has', async () => {
    const bytes = bytesOf('shared')
    const [one, two] = [await put(await create('one'), bytes), await put(await create('two'), bytes)]
    expect((await remove(one)).statusCode).toBe(200)
    expect(isStored(bytes)).toBe(true)
    expect((await remove(two)).statusCode).toBe(200)
    expect(isStored(bytes)).toBe(false)
  })

  it('another file takes the place of the first; what was ever enabled stays', async () => {
    const [first, second, third] = [bytesOf('first'), bytesOf('second'), bytesOf('third')]
    let model = await put(await put(await create('three'), first), second)
    expect([isStored(first), isStored(second)]).toEqual([false, true])
    answer(async () => passed)
    model = (await tryIt(model)).json<Model>()
    for (const action of ['enable', 'disable']) {
      const { version } = model
      const url = `/api/models/${model.id}/actions`
      model = (await admin.call('POST', url, { version, action })).json<Model>()
    }
    await put(model, third)
    expect([isStored(second), isStored(third)]).toEqual([true, true])
    const other = await put(await create('four'), second)
    expect((await remove(other)).statusCode).toBe(200)
    expect(isStored(second)).toBe(true)
  })

  it('a draft is deleted also where the store keeps its file', async () => {
    const { objects } = api.world
    const { discard } = objects
    const bytes = bytesOf('locked')
    const model = await put(await create('five'), bytes)
    objects.discard = () => Promise.reject(new Error('AccessDenied'))
    expect((await remove(model)).statusCode).toBe(200)
    objects.discard = discard
    expect([await now(model), isStored(bytes)]).toEqual([undefined, true])
  })

  /** A dry run whose worker answers when told to. */
  const late = async (model: Model) => {
    let end: (trial: Trial) => void = () => undefined
    let fail: (error: Error) => void = () => undefined
    const coming = new Promise<Trial>((resolve, reject) => ([end, fail] = [resolve, reject]))
    answer(() => coming)
    const { id, version } = model
    const asked = { seen: { id, version }, actor: admin.id, pictureBase64: null, patienceMs: 1 }
    const waited = await tryModel(api.world, asked)
    return { waited, end: (trial: Trial) => end(trial), fail: (error: Error) => fail(error) }
  }

  it('a dry run that takes long is told as such, and counts when it ends', async () => {
    const model = await put(await create('six'), bytesOf('six'))
    const { waited, end } = await late(model)
    expect(waited).toMatchObject({ state: 'draft', trial: null, trialUntil: api.clock.at + 300_000 })
    expect((await tryIt(model)).json()).toMatchObject({ code: 'model_trial_running' })
    end(passed)
    await expect.poll(() => now(model)).toMatchObject({ state: 'ready', trial: passed, trialUntil: null })
    expect(await trailOf(api, model.id)).toContain('network.tried')
  })

  it('one that never ends is given up; one of an earlier manifest is no later one', async () => {
    const model = await put(await create('seven'), bytesOf('seven'))
    const first = await late(model)
    const body = { version: model.version, manifest: { ...manifest, name: 'seven', decoder: 'yolox' } }
    const url = `/api/models/${model.id}/manifest`
    const changed = (await admin.call('PUT', url, body)).json<Model>()
    const second = await late(changed)
    first.fail(new CodedError('queue_reply_late'))
    const tried = async () => (await trailOf(api, model.id)).filter((one) => one === 'network.tried').length
    await expect.poll(tried).toBe(1)
    expect((await now(model))?.trialUntil).not.toBeNull()
    second.fail(new CodedError('queue_reply_late'))
    await expect.poll(() => now(model)).toMatchObject({ state: 'draft', trial: null, trialUntil: null })
  })

  it('what workers run is known to every process of the api', async () => {
    const other = await composeApp(api.world)
    const title = { zh: '', en: '' }
    await wantedBy(api, [{ name: 'n', title, licence: 'x', sha256: null, classes: [], fault: null }])
    const ask = async () =>
      (
        await other.inject({ method: 'GET', url: '/api/models', headers: { cookie: admin.cookie } })
      ).json<ModelList>().workers
    expect(await ask()).toMatchObject([{ workerId: 'w1', models: [{ name: 'n' }] }])
    api.clock.at += 5_001
    expect(await ask()).toEqual([])
    const payload = { workerId: 'w2', capacity: 0, model: null, states: [], models: [] }
    await other.inject({
      method: 'POST',
      url: '/api/workers/reconcile',
      headers: { authorization: `Bearer ${workerToken}` },
      payload: signCall(payload, api.clock.at),
    })
    expect((await list()).workers).toEqual([{ workerId: 'w2', models: [] }])
    await other.close()
  })
})
