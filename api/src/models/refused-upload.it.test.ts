import { readdir } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { composeApp } from '../features.ts'
import type { Model } from '../../contract/models.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { manifest, onnx } from './test/sample-model.ts'

describe.skipIf(!testServer)('an upload that is refused', () => {
  let api: TestApi
  let admin: As
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
    await api.app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    agent.destroy()
    await api?.close()
  })

  const send = (method: string, path: string, body?: Buffer) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { port } = api.app.server.address() as AddressInfo
      const type = body ? { 'content-type': 'application/octet-stream', 'content-length': body.length } : {}
      const headers = { cookie: admin.cookie, ...type }
      const sent = request({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })

  it('is told why, and the next request does not wait for its bytes', async () => {
    const { id, version } = (
      await admin.call('POST', '/api/models', { manifest: { ...manifest, name: 'refused' } })
    ).json<Model>()
    const wrong = Buffer.alloc(16 * 2 ** 20, 'P')
    const refused = await send('PUT', `/api/models/${id}/file?version=${version}`, wrong)
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('model_file_invalid')])
    expect((await send('GET', '/api/session')).status).toBe(200)
  }, 15_000)

  it('for want of room is told as that, leaves no half, and its connection is free', async () => {
    const { id, version } = (
      await admin.call('POST', '/api/models', { manifest: { ...manifest, name: 'no-room' } })
    ).json<Model>()
    const clock = { now: () => api.clock.at, monotonic: () => api.clock.at }
    const root = join(api.dir, 'full')
    const full = await composeApp({
      ...api.world,
      objects: await openFolderObjects(root, clock, { floorBytes: 2 ** 60 }),
    })
    const answer = await full.inject({
      method: 'PUT',
      url: `/api/models/${id}/file?version=${version}`,
      headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
      payload: onnx,
    })
    expect([answer.statusCode, answer.json()]).toEqual([507, { code: 'storage_full' }])
    expect(await readdir(root, { recursive: true })).toEqual(['.incoming'])
    const row = await api.world.db.model.findUniqueOrThrow({ where: { id } })
    expect([row.version, row.fileSha256]).toEqual([version, null])
    await full.close()
  })
})
