import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodedError } from '@sightline/infra/platform/error'
import { maxModelBytes, type Model, type ModelList } from '../../contract/models.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import {
  bearer,
  doubtful,
  doubts,
  failed,
  manifest,
  onnx,
  passed,
  sha256,
  trailOf,
  wantedBy,
} from './test/sample-model.ts'

const code = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code

describe.skipIf(!testServer)('the register of models', () => {
  let api: TestApi
  let admin: As
  let model: Model
  /** What the worker does with the next dry run. */
  let trial: (job: { model: { id: string } }) => Promise<unknown> = async () => passed

  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
    const { queues } = api.world
    queues.request = async (contract, payload) => contract.reply.parse(await trial(payload as never))
  })
  afterAll(() => api?.close())

  const list = async () => (await admin.call('GET', '/api/models')).json<ModelList>()
  const now = async () => (await list()).items.find(({ id }) => id === model.id)
  const put = (bytes: Buffer, { version } = model, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'PUT',
      url: `/api/models/${model.id}/file?version=${version}`,
      headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream', ...headers },
      payload: bytes,
    })
  const tryIt = (version = model.version, pictureBase64: string | null = null) =>
    admin.call('POST', `/api/models/${model.id}/trial`, { version, pictureBase64 })
  const act = (action: string, version = model.version) =>
    admin.call('POST', `/api/models/${model.id}/actions`, { version, action })
  const file = (headers: Record<string, string> = bearer) =>
    api.app.inject({ method: 'GET', url: `/api/workers/models/${model.id}/file`, headers })
  const reconcile = (models: object[] = []) => wantedBy(api, models)
  const trail = () => trailOf(api, model.id)

  it.each([
    ['no licence', { licence: undefined }, 'manifest.licence'],
    ['an empty licence', { licence: { name: '', note: '' } }, 'manifest.licence.name'],
    ['a name with a slash', { name: '../x' }, 'manifest.name'],
    ['no title', { title: undefined }, 'manifest.title'],
    ['a manifest without end', { labels: 'x'.repeat(64_001) }, 'manifest'],
  ])('refuses a manifest with %s, naming the field', async (_name, change, path) => {
    const answer = await admin.call('POST', '/api/models', { manifest: { ...manifest, ...change } })
    expect([answer.statusCode, code(answer)]).toEqual([400, 'bad_request'])
    const { problems } = answer.json<{ problems: { path: string }[] }>()
    expect(problems.map((problem) => problem.path)).toContain(path)
  })

  it('begins as a draft, as it was written', async () => {
    const answer = await admin.call('POST', '/api/models', { manifest })
    model = answer.json<Model>()
    expect(model).toMatchObject({ version: 1, state: 'draft', file: null, trial: null, manifest })
    expect(Object.keys((await now())?.manifest ?? {})).toEqual(Object.keys(manifest))
  })

  it('refuses a name that is taken, by a model of the register or one that workers run', async () => {
    expect(code(await admin.call('POST', '/api/models', { manifest }))).toBe('name_taken')
    const loaded = { title: { zh: '', en: '' }, licence: 'x', sha256: null, classes: [], fault: null }
    await reconcile([{ name: 'yolox-nano', ...loaded }])
    const builtIn = { ...manifest, name: 'yolox-nano' }
    expect(code(await admin.call('POST', '/api/models', { manifest: builtIn }))).toBe('name_taken')
  })

  it.each([
    ['a dry run', tryIt],
    ['to be enabled', () => act('enable')],
    ['to be disabled', () => act('disable')],
  ])('without a file, refuses %s', async (_name, ask) => {
    expect(code(await ask())).toBe('model_action_refused')
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'model_file_invalid'],
    ['an archive', Buffer.from('PK\u0003\u0004'), 'model_file_invalid'],
    ['a page', Buffer.from('<html>'), 'model_file_invalid'],
    ['a model whose weights are elsewhere', Buffer.from([0x3a, 4, 0x2a, 2, 0x70, 1]), 'model_file_external'],
  ])('refuses %s for a file', async (_name, bytes, expected) => {
    expect(code(await put(bytes))).toBe(expected)
    expect(await now()).toMatchObject({ version: 1, file: null })
  })

  it('refuses a file that says it is too large before it is read, and other media types', async () => {
    const large = await put(onnx, model, { 'content-length': String(maxModelBytes + 1) })
    expect(code(large)).toBe('model_file_too_large')
    expect((await put(onnx, model, { 'content-type': 'application/json' })).statusCode).toBe(415)
    const elsewhere = { cookie: admin.cookie, 'content-type': 'application/octet-stream' }
    const url = '/api/models'
    const answer = await api.app.inject({ method: 'POST', url, headers: elsewhere, payload: onnx })
    expect(answer.statusCode).toBe(415)
  })

  it('stores a file under its hash, in the version that was seen only', async () => {
    expect(code(await put(onnx, { ...model, version: 9 }))).toBe('changed_meanwhile')
    model = (await put(onnx)).json<Model>()
    expect(model).toMatchObject({ version: 2, state: 'draft', file: { sha256, bytes: onnx.length } })
    const stored = await api.world.objects.readAll(`networks/${sha256}.onnx`, null)
    expect(Buffer.from(stored).equals(onnx)).toBe(true)
  })

  it('leaves nothing of an upload that is cut short', async () => {
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo
    const received = async () => (await readdir(tmpdir())).filter((one) => one.startsWith('sightline-model-'))
    const [before, objects] = [await received(), join(api.dir, 'objects', 'networks')]
    const upload = httpRequest({
      method: 'PUT',
      port,
      path: `/api/models/${model.id}/file?version=2`,
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
    model = (await tryIt()).json<Model>()
    expect(model).toMatchObject({ version: 3, state: 'refused', trial: failed, triedAt: api.clock.at })
    expect(code(await act('enable'))).toBe('model_action_refused')
  })

  it('is refused where it ran and cannot be believed, and nobody overrules that', async () => {
    trial = async () => doubtful
    model = (await tryIt()).json<Model>()
    expect(model).toMatchObject({ version: 4, state: 'refused', trial: { ok: true, doubts } })
    expect(code(await act('enable'))).toBe('model_action_refused')
    expect(await reconcile()).toEqual([])
    const entry = await api.world.db.auditEntry.findFirst({
      where: { subject: `network/${model.id}` },
      orderBy: { sequence: 'desc' },
    })
    expect(entry).toMatchObject({
      action: 'network.tried',
      facts: { from: 'refused', to: 'refused', outcome: 'implausible', doubts: ['many_boxes'] },
    })
  })

  it('opens the file to workers while it is tried, and to one dry run at a time', async () => {
    const picture = Buffer.alloc(2_000_000, 3).toString('base64')
    trial = async (job) => {
      expect(job).toMatchObject({ model: { id: model.id, sha256, manifest }, pictureBase64: picture })
      const answer = await file()
      expect([answer.statusCode, answer.headers['x-sha256'], answer.rawPayload.equals(onnx)]).toEqual([
        200,
        sha256,
        true,
      ])
      expect(code(await tryIt())).toBe('model_trial_running')
      return passed
    }
    model = (await tryIt(4, picture)).json<Model>()
    expect(model).toMatchObject({ version: 5, state: 'ready', trial: passed })
    expect((await file()).statusCode).toBe(404)
    expect(await reconcile()).toEqual([])
    expect(JSON.stringify(await api.world.db.model.findMany())).not.toContain(picture.slice(0, 200))
  })

  it('says when no worker answers, and stays as it was', async () => {
    trial = async () => {
      throw new CodedError('queue_reply_late')
    }
    const answer = await tryIt()
    expect([answer.statusCode, code(answer)]).toEqual([503, 'model_trial_unanswered'])
    expect(await now()).toMatchObject({ version: 5, state: 'ready', trial: passed })
    expect((await file()).statusCode).toBe(404)
  })

  it('counts a dry run for nothing when the model changed meanwhile', async () => {
    trial = async () => {
      const body = { version: 5, manifest: { ...manifest, decoder: 'yolox' } }
      expect((await admin.call('PUT', `/api/models/${model.id}/manifest`, body)).statusCode).toBe(200)
      return passed
    }
    expect(code(await tryIt())).toBe('changed_meanwhile')
    model = (await now())!
    expect(model).toMatchObject({ version: 6, state: 'draft', trial: null, file: { sha256 } })
    expect(code(await act('enable'))).toBe('model_action_refused')
  })

  it('is run by workers from when it is enabled, and unchangeable until it is disabled', async () => {
    trial = async () => passed
    model = (await tryIt()).json<Model>()
    model = (await act('enable')).json<Model>()
    expect(model).toMatchObject({ version: 8, state: 'enabled', enabledAt: api.clock.at })
    expect(await reconcile()).toEqual([
      { id: model.id, sha256, bytes: onnx.length, manifest: { ...manifest, decoder: 'yolox' } },
    ])
    expect((await file()).rawPayload.equals(onnx)).toBe(true)
    expect(code(await put(onnx))).toBe('model_action_refused')
    expect(code(await tryIt())).toBe('model_action_refused')
    const remove = () => admin.call('DELETE', `/api/models/${model.id}?version=${model.version}`)
    expect(code(await remove())).toBe('model_action_refused')
    model = (await act('disable')).json<Model>()
    expect(await reconcile()).toEqual([])
    expect((await file()).statusCode).toBe(404)
    expect(code(await remove())).toBe('model_action_refused')
  })

  it('shows what each worker says that it runs, while it says so', async () => {
    const title = { zh: '厨帽', en: 'hats' }
    const loaded = { name: 'kitchen-hats', title, licence: 'MIT', sha256, classes: ['no_hat'], fault: null }
    await reconcile([loaded])
    expect((await list()).workers).toEqual([{ workerId: 'w1', models: [loaded] }])
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
      'network.tried',
      'network.manifest_changed',
      'network.tried',
      'network.enabled',
      'network.disabled',
    ])
  })

  it('deletes what never ran; its name is free again', async () => {
    const other = { ...manifest, name: 'another' }
    model = (await admin.call('POST', '/api/models', { manifest: other })).json<Model>()
    expect(code(await admin.call('DELETE', `/api/models/${model.id}?version=2`))).toBe('changed_meanwhile')
    expect((await admin.call('DELETE', `/api/models/${model.id}?version=1`)).json()).toEqual({ ok: true })
    expect(await trail()).toEqual(['network.created', 'network.deleted'])
    expect((await admin.call('POST', '/api/models', { manifest: other })).statusCode).toBe(200)
  })

  it.each(['operator', 'officer'] as const)('shows nothing to an %s', async (role) => {
    const person = await api.as(role)
    expect(code(await person.call('GET', '/api/models'))).toBe('not_permitted')
  })
})
