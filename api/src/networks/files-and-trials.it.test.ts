import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodedError } from '@sightline/infra/platform/error'
import type { Network, NetworkList, Trial } from '../../contract/networks.ts'
import { composeApp } from '../features.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { callAsWorker } from '../test/worker-call.ts'
import { testServer } from '../test/database.ts'
import { manifest, onnx, passed, trailOf, wantedBy } from './test/sample-network.ts'
import { tryNetwork } from './try-network.ts'

describe.skipIf(!testServer)("networks' files and late dry runs", () => {
  let api: TestApi
  let admin: As
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('admin')
  })
  afterAll(() => api?.close())

  const bytesOf = (name: string) => Buffer.concat([onnx, Buffer.from(name)])
  const isStored = (bytes: Buffer) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return existsSync(join(api.dir, 'objects', 'networks', `${sha256}.onnx`))
  }
  const create = async (name: string) =>
    (await admin.call('POST', '/api/networks', { manifest: { ...manifest, name } })).json<Network>()
  const put = async ({ id, version }: Network, payload: Buffer) => {
    const headers = { cookie: admin.cookie, 'content-type': 'application/octet-stream' }
    const url = `/api/networks/${id}/file?version=${version}`
    return (await api.app.inject({ method: 'PUT', url, headers, payload })).json<Network>()
  }
  const remove = ({ id, version }: Network) => admin.call('DELETE', `/api/networks/${id}?version=${version}`)
  const tryIt = (network: Network) =>
    admin.call('POST', `/api/networks/${network.id}/trial`, {
      version: network.version,
      pictureBase64: null,
    })
  const list = async () => (await admin.call('GET', '/api/networks')).json<NetworkList>()
  const now = async ({ id }: Network) => (await list()).items.find((one) => one.id === id)
  const answer = (trial: () => Promise<Trial>) => {
    api.world.queues.request = async (contract) => contract.reply.parse(await trial())
  }

  it('a deleted draft takes its file along, but not one that another network has', async () => {
    const bytes = bytesOf('shared')
    const [one, two] = [await put(await create('one'), bytes), await put(await create('two'), bytes)]
    expect((await remove(one)).statusCode).toBe(200)
    expect(isStored(bytes)).toBe(true)
    expect((await remove(two)).statusCode).toBe(200)
    expect(isStored(bytes)).toBe(false)
  })

  it('another file takes the place of the first; what was ever enabled stays', async () => {
    const [first, second, third] = [bytesOf('first'), bytesOf('second'), bytesOf('third')]
    let network = await put(await put(await create('three'), first), second)
    expect([isStored(first), isStored(second)]).toEqual([false, true])
    answer(async () => passed)
    network = (await tryIt(network)).json<Network>()
    for (const action of ['enable', 'disable']) {
      const { version } = network
      const url = `/api/networks/${network.id}/actions`
      network = (await admin.call('POST', url, { version, action })).json<Network>()
    }
    await put(network, third)
    expect([isStored(second), isStored(third)]).toEqual([true, true])
    const other = await put(await create('four'), second)
    expect((await remove(other)).statusCode).toBe(200)
    expect(isStored(second)).toBe(true)
  })

  it('a draft is deleted also where the store keeps its file', async () => {
    const { objects } = api.world
    const { discard } = objects
    const bytes = bytesOf('locked')
    const network = await put(await create('five'), bytes)
    objects.discard = () => Promise.reject(new Error('AccessDenied'))
    expect((await remove(network)).statusCode).toBe(200)
    objects.discard = discard
    expect([await now(network), isStored(bytes)]).toEqual([undefined, true])
  })

  /** A dry run whose worker answers when told to. */
  const late = async (network: Network) => {
    let end: (trial: Trial) => void = () => undefined
    let fail: (error: Error) => void = () => undefined
    const coming = new Promise<Trial>((resolve, reject) => ([end, fail] = [resolve, reject]))
    answer(() => coming)
    const { id, version } = network
    const asked = { seen: { id, version }, actor: admin.id, pictureBase64: null, patienceMs: 1 }
    const waited = await tryNetwork(api.world, asked)
    return { waited, end: (trial: Trial) => end(trial), fail: (error: Error) => fail(error) }
  }

  it('a dry run that takes long is told as such, and counts when it ends', async () => {
    const network = await put(await create('six'), bytesOf('six'))
    const { waited, end } = await late(network)
    expect(waited).toMatchObject({ state: 'draft', trial: null, trialUntil: api.clock.at + 300_000 })
    expect((await tryIt(network)).json()).toMatchObject({ code: 'network_trial_running' })
    end(passed)
    await expect.poll(() => now(network)).toMatchObject({ state: 'ready', trial: passed, trialUntil: null })
    expect(await trailOf(api, network.id)).toContain('network.tried')
  })

  it('one that never ends is given up; one of an earlier manifest is no later one', async () => {
    const network = await put(await create('seven'), bytesOf('seven'))
    const first = await late(network)
    const body = { version: network.version, manifest: { ...manifest, name: 'seven', decoder: 'yolox' } }
    const url = `/api/networks/${network.id}/manifest`
    const changed = (await admin.call('PUT', url, body)).json<Network>()
    const second = await late(changed)
    first.fail(new CodedError('queue_reply_late'))
    const tried = async () => (await trailOf(api, network.id)).filter((one) => one === 'network.tried').length
    await expect.poll(tried).toBe(1)
    expect((await now(network))?.trialUntil).not.toBeNull()
    second.fail(new CodedError('queue_reply_late'))
    await expect.poll(() => now(network)).toMatchObject({ state: 'draft', trial: null, trialUntil: null })
  })

  it('what workers run is known to every process of the api', async () => {
    const other = await composeApp(api.world)
    const title = { zh: '', en: '' }
    await wantedBy(api, [{ name: 'n', title, licence: 'x', sha256: null, classes: [], fault: null }])
    const ask = async () =>
      (
        await other.inject({ method: 'GET', url: '/api/networks', headers: { cookie: admin.cookie } })
      ).json<NetworkList>().workers
    expect(await ask()).toMatchObject([{ workerId: 'w1', networks: [{ name: 'n' }] }])
    api.clock.at += 5_001
    expect(await ask()).toEqual([])
    const payload = { workerId: 'w2', capacity: 0, network: null, states: [], networks: [] }
    await callAsWorker(other, payload)
    expect((await list()).workers).toEqual([{ workerId: 'w2', networks: [] }])
    await other.close()
  })
})
