import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const outside = [
  '8.8.8.8',
  '169.254.169.254',
  '[fe80::1]',
  '[::ffff:169.254.169.254]',
  '0.0.0.0',
  '224.0.0.1',
]
const addressOf = (host: string) => `rtsp://${host}:554/main`
const refusal = {
  code: 'source_network_refused',
  facts: {},
  problems: [{ path: 'url', message: expect.stringContaining('SIGHTLINE_CAMERA_NETWORKS') as string }],
}

describe.skipIf(!testServer)('where a camera may be', () => {
  let api: TestApi
  let admin: As
  let source: { id: string; version: number }
  const camera = { name: '滨江路', kind: 'fixed', url: addressOf('10.0.0.1') }
  const probe = (url: string) => admin.call('POST', '/api/sources/probe', { url, user: '', password: '' })
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
    source = (await admin.call('POST', '/api/sources', camera)).json()
  })
  afterAll(() => api?.close())

  it.each(outside)('%s is refused when it is registered, changed or tried', async (host) => {
    const url = addressOf(host)
    const change = { version: source.version, url }
    for (const answer of [
      await admin.call('POST', '/api/sources', { ...camera, url }),
      await admin.call('PATCH', `/api/sources/${source.id}`, change),
      await probe(url),
    ]) {
      expect(answer.statusCode).toBe(422)
      expect(answer.json()).toEqual(refusal)
    }
    const tried = await api.world.db.auditEntry.count({ where: { subject: `address/${new URL(url).host}` } })
    expect(tried).toBe(1)
  })

  it('a name is taken: where it leads, its worker asks, and its refusal tells no more', async () => {
    const named = { ...camera, url: addressOf('camera.example') }
    expect((await admin.call('POST', '/api/sources', named)).statusCode).toBe(200)
    api.probe.answer = { ok: false, fault: 'not_allowed', detail: 'camera.example is 192.0.2.7' }
    expect((await probe(named.url)).json()).toEqual(refusal)
  })
})
