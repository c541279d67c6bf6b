import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { reencryptPasswords } from './reencrypt-passwords.ts'

describe.skipIf(!testServer)("a camera's password", () => {
  let api: TestApi
  let admin: As
  let id: string
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
  })
  afterAll(() => api?.close())
  const camera = { name: '滨江路', kind: 'fixed', url: 'rtsp://10.0.0.1/main', user: 'u', password: 'secret' }
  beforeEach(async () => {
    id = (await admin.call('POST', '/api/sources', camera)).json<{ id: string }>().id
  })
  const change = (more: object) => admin.call('PATCH', `/api/sources/${id}`, { version: 1, ...more })
  const sealed = async () =>
    (await api.world.db.source.findUniqueOrThrow({ where: { id } })).sealedPassword ?? ''
  const opened = async (endpoint: string) =>
    api.world.secretBox.decrypt(await sealed(), `source/${id}/password/${endpoint}`)

  it.each([
    ['another host', 'rtsp://10.0.0.66/main', 'rtsp://10.0.0.66:554'],
    ['another port', 'rtsp://10.0.0.1:8554/main', 'rtsp://10.0.0.1:8554'],
    ['another scheme', 'rtsps://10.0.0.1:554/main', 'rtsps://10.0.0.1:554'],
  ])('does not go to %s: it is asked for anew', async (_name, url, endpoint) => {
    const answer = await change({ url, enabled: true })
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'source_password_needed', problems: [{ path: 'password' }] },
    ])
    expect((await change({ url, password: 'new-one' })).statusCode).toBe(200)
    expect(await opened(endpoint)).toBe('new-one')
  })

  it('may be taken away on the way to another host', async () => {
    const answer = await change({ url: 'rtsp://10.0.0.66/main', password: '' })
    expect(answer.json()).toMatchObject({ hasPassword: false })
  })

  it.each(['rtsp://10.0.0.1/sub', 'rtsp://10.0.0.1:554/main'])('stays for %s', async (url) => {
    expect((await change({ url })).statusCode).toBe(200)
    expect(await opened('rtsp://10.0.0.1:554')).toBe('secret')
  })

  it('opens for no address but its own', async () => {
    await expect(opened('rtsp://10.0.0.66:554')).rejects.toThrow('seal_broken')
  })

  it('sealed before addresses counted, is sealed anew for the address that it stands with', async () => {
    const former = api.world.secretBox.encrypt('former', `source/${id}/password`)
    await api.world.db.source.update({ where: { id }, data: { sealedPassword: former } })
    expect(await reencryptPasswords(api.world)).toBe(1)
    expect(await opened('rtsp://10.0.0.1:554')).toBe('former')
    expect(await reencryptPasswords(api.world)).toBe(0)
  })
})
