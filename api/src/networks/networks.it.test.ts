import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodedError } from '@sightline/infra/platform/error'
import { maxNetworkBytes, type Network, type NetworkList } from '../../contract/networks.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { bearer, failed, manifest, onnx, passed, sha256, trailOf, wantedBy } from './test/sample-network.ts'

const code = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code

describe.skipIf(!testServer)('the register of networks', () => {
  let api: TestApi
  let admin: As
  let network: Network
  /** What the worker does with the next dry run. */
  let trial: (job: { network: { id: string } }) => Promise<unknown> = async () => passed

  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('admin')
    const { queues } = api.world
    queues.request = async (contract, payload) => contract.reply.parse(await trial(payload as never))
  })
  afterAll(() => api?.close())

  const list = async () => (await admin.call('GET', '/api/networks')).json<NetworkList>()
  const now = async () => (await list()).items.find(({ id }) => id === network.id)
  const put = (bytes: Buffer, { version } = network, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'PUT',
      url: `/api/networks/${network.id}/file?version=${version}`,
      headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream', ...headers },
      payload: bytes,
    })
  const tryIt = (version = network.version, pictureBase64: string | null = null) =>
    admin.call('POST', `/api/networks/${network.id}/trial`, { version, pictureBase64 })
  const act = (action: string, version = network.version) =>
    admin.call('POST', `/api/networks/${network.id}/actions`, { version, action })
  const file = (headers: Record<string, string> = bearer) =>
    api.app.inject({ method: 'GET', url: `/api/workers/networks/${network.id}/file`, headers })
  const reconcile = (networks: object[] = []) => wantedBy(api, networks)
  const trail = () => trailOf(api, network.id)

  it.each([
    ['no licence', { licence: undefined }, 'manifest.licence'],
    ['an empty licence', { licence: { name: '', note: '' } }, 'manifest.licence.name'],
    ['a name with a slash', { name: '../x' }, 'manifest.name'],
    ['no title', { title: undefined }, 'manifest.title'],
    ['a manifest without end', { labels: 'x'.repeat(64_001) }, 'manifest'],
  ])('refuses a manifest with %s, naming the field', async (_name, change, path) => {
    const answer = await admin.call('POST', '/api/networks', { manifest: { ...manifest, ...change } })
    expect([answer.statusCode, code(answer)]).toEqual([400, 'bad_request'])
    const { problems } = answer.json<{ problems: { path: string }[] }>()
    expect(problems.map((problem) => problem.path)).toContain(path)
  })

  it('begins as a draft, as it was written', async () => {
    const answer = await admin.call('POST', '/api/networks', { manifest })
    network = answer.json<Network>()
    expect(network).toMatchObject({ version: 1, state: 'draft', file: null, trial: null, manifest })
    expect(Object.keys((await now())?.manifest ?? {})).toEqual(Object.keys(manifest))
  })

  it('refuses a name that is taken, by a network of the register or one that workers run', async () => {
    expect(code(await admin.call('POST', '/api/networks', { manifest }))).toBe('name_taken')
    const loaded = { title: { zh: '', en: '' }, licence: 'x', sha256: null, classes: [], fault: null }
    await reconcile([{ name: 'yolox-nano', ...loaded }])
    const builtIn = { ...manifest, name: 'yolox-nano' }
    expect(code(await admin.call('POST', '/api/networks', { manifest: builtIn }))).toBe('name_taken')
  })

  it.each([
    ['a dry run', tryIt],
    ['to be enabled', () => act('enable')],
    ['to be disabled', () => act('disable')],
  ])('without a file, refuses %s', async (_name, ask) => {
    expect(code(await ask())).toBe('network_action_refused')
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'network_file_invalid'],
    ['an archive', Buffer.from('PK\u0003\u0004'), 'network_file_invalid'],
    ['a page', Buffer.from('<html>'), 'network_file_invalid'],
    [
      'a network whose weights are elsewhere',
      Buffer.from([0x3a, 4, 0x2a, 2, 0x70, 1]),
      'network_file_external',
    ],
  ])('refuses %s for a file', async (_name, bytes, expected) => {
    expect(code(await put(bytes))).toBe(expected)
    expect(await now()).toMatchObject({ version: 1, file: null })
  })

  it('refuses a file that says it is too large before it is read, and other media types', async () => {
    const large = await put(onnx, network, { 'content-length': String(maxNetworkBytes + 1) })
    expect(code(large)).toBe('network_file_too_large')
    expect((await put(onnx, network, { 'content-type': 'application/json' })).statusCode).toBe(415)
    const elsewhere = { cookie: admin.cookie, 'content-type': 'application/octet-stream' }
    const url = '/api/networks'
    const answer = await api.app.inject({ method: 'POST', url, headers: elsewhere, payload: onnx })
    expect(answer.statusCode).toBe(415)
  })

  it('stores a file under its hash, in the version that was seen only', async () => {
    expect(code(await put(onnx, { ...network, version: 9 }))).toBe('changed_meanwhile')
    network = (await put(onnx)).json<Network>()
    expect(network).toMatchObject({ version: 2, state: 'draft', file: { sha256, bytes: onnx.length } })
    const stored = await api.world.objects.readAll(`networks/${sha256}.onnx`, null)
    expect(Buffer.from(stored).equals(onnx)).toBe(true)
  })

  it('leaves nothing of an upload that is cut short', async () => {
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo
    const received = async () =>
      (await readdir(tmpdir())).filter((one) => one.startsWith('sightline-network-'))
    const [before, objects] = [await received(), join(api.dir, 'objects', 'networks')]
    const upload = httpRequest({
      method: 'PUT',
      port,
      path: `/api/networks/${network.id}/file?version=2`,
      headers: {
        cookie: admin.cookie,
        'content-type': 'application/octet-stream',
        'content-length': 2_000_000,
      },
    })
    const cut = new Promise((resolve) => upload.once('error', resolve))
    upload.write(onnx)
    await expect.poll(received).toHaveLength(before.length + 1)
    upload.destroy()
    await cut
    await expect.poll(received).toEqual(before)
    expect(await readdir(objects)).toEqual([`${sha256}.onnx`])
    expect(await now()).toMatchObject({ version: 2, file: { sha256 } })
  })

  it('gives a draft to no worker, and its file neither', async () => {
    expect(await reconcile()).toEqual([])
    expect((await file()).statusCode).toBe(404)
    expect((await file({})).statusCode).toBe(401)
    expect((await file({ cookie: admin.cookie })).statusCode).toBe(401)
  })

  it('is refused by a failed dry run, with the reason, and cannot be enabled', async () => {
    trial = async () => failed
    network = (await tryIt()).json<Network>()
    expect(network).toMatchObject({ version: 3, state: 'refused', trial: failed, triedAt: api.clock.at })
    expect(code(await act('enable'))).toBe('network_action_refused')
  })

  it('opens the file to workers while it is tried, and to one dry run at a time', async () => {
    const picture = Buffer.alloc(2_000_000, 3).toString('base64')
    trial = async (job) => {
      expect(job).toMatchObject({ network: { id: network.id, sha256, manifest }, pictureBase64: picture })
      const answer = await file()
      expect([answer.statusCode, answer.headers['x-sha256'], answer.rawPayload.equals(onnx)]).toEqual([
        200,
        sha256,
        true,
      ])
      expect(code(await tryIt())).toBe('network_trial_running')
      return passed
    }
    network = (await tryIt(3, picture)).json<Network>()
    expect(network).toMatchObject({ version: 4, state: 'ready', trial: passed })
    expect((await file()).statusCode).toBe(404)
    expect(await reconcile()).toEqual([])
    expect(JSON.stringify(await api.world.db.network.findMany())).not.toContain(picture.slice(0, 200))
  })

  it('says when no worker answers, and stays as it was', async () => {
    trial = async () => {
      throw new CodedError('queue_reply_late')
    }
    const answer = await tryIt()
    expect([answer.statusCode, code(answer)]).toEqual([503, 'network_trial_unanswered'])
    expect(await now()).toMatchObject({ version: 4, state: 'ready', trial: passed })
    expect((await file()).statusCode).toBe(404)
  })

  it('counts a dry run for nothing when the network changed meanwhile', async () => {
    trial = async () => {
      const body = { version: 4, manifest: { ...manifest, decoder: 'yolox' } }
      expect((await admin.call('PUT', `/api/networks/${network.id}/manifest`, body)).statusCode).toBe(200)
      return passed
    }
    expect(code(await tryIt())).toBe('changed_meanwhile')
    network = (await now())!
    expect(network).toMatchObject({ version: 5, state: 'draft', trial: null, file: { sha256 } })
    expect(code(await act('enable'))).toBe('network_action_refused')
  })

  it('is run by workers from when it is enabled, and unchangeable until it is disabled', async () => {
    trial = async () => passed
    network = (await tryIt()).json<Network>()
    network = (await act('enable')).json<Network>()
    expect(network).toMatchObject({ version: 7, state: 'enabled', enabledAt: api.clock.at })
    expect(await reconcile()).toEqual([
      { id: network.id, sha256, bytes: onnx.length, manifest: { ...manifest, decoder: 'yolox' } },
    ])
    expect((await file()).rawPayload.equals(onnx)).toBe(true)
    expect(code(await put(onnx))).toBe('network_action_refused')
    expect(code(await tryIt())).toBe('network_action_refused')
    const remove = () => admin.call('DELETE', `/api/networks/${network.id}?version=${network.version}`)
    expect(code(await remove())).toBe('network_action_refused')
    network = (await act('disable')).json<Network>()
    expect(await reconcile()).toEqual([])
    expect((await file()).statusCode).toBe(404)
    expect(code(await remove())).toBe('network_action_refused')
  })

  it('shows what each worker says that it runs, while it says so', async () => {
    const title = { zh: '厨帽', en: 'hats' }
    const loaded = { name: 'kitchen-hats', title, licence: 'MIT', sha256, classes: ['no_hat'], fault: null }
    await reconcile([loaded])
    expect((await list()).workers).toEqual([{ workerId: 'w1', networks: [loaded] }])
    api.clock.at += 5_001
    expect((await list()).workers).toEqual([])
  })

  it('leaves a row of every step in the trail', async () => {
    expect(await trail()).toEqual([
      'network.created',
      'network.file_stored',
      'network.tried',
      'network.tried',
      'network.tried',
      'network.manifest_changed',
      'network.tried',
      'network.enabled',
      'network.disabled',
    ])
  })

  it('deletes what never ran; its name is free again', async () => {
    const other = { ...manifest, name: 'another' }
    network = (await admin.call('POST', '/api/networks', { manifest: other })).json<Network>()
    expect(code(await admin.call('DELETE', `/api/networks/${network.id}?version=2`))).toBe(
      'changed_meanwhile',
    )
    expect((await admin.call('DELETE', `/api/networks/${network.id}?version=1`)).json()).toEqual({ ok: true })
    expect(await trail()).toEqual(['network.created', 'network.deleted'])
    expect((await admin.call('POST', '/api/networks', { manifest: other })).statusCode).toBe(200)
  })

  it.each(['operator', 'officer'] as const)('shows nothing to an %s', async (role) => {
    const person = await api.as(role)
    expect(code(await person.call('GET', '/api/networks'))).toBe('not_permitted')
  })
})
