import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { composeApp } from '../features.ts'
import { startTestApi, type TestApi } from '../test/api.ts'

describe.skipIf(!testServer('pg'))('health', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api.close())
  const ask = () => api.app.inject({ url: '/healthz' })

  it('asks the store itself, and says so where it can take nothing', async () => {
    const parts = { database: true, objects: true, queue: true, audit: true, databaseRole: true }
    expect((await ask()).json()).toMatchObject({ ok: true, parts })
    await rm(join(api.dir, 'objects'), { recursive: true })
    api.clock.at += 60_000
    const answer = await ask()
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ ok: false, parts: { database: true, objects: false } })
  })

  it('is well on a disk that is nearly full, and says so', async () => {
    const clock = { now: () => api.clock.at, monotonic: () => api.clock.at }
    const objects = await openFolderObjects(join(api.dir, 'low'), clock, { lowBytes: 2 ** 60 })
    const app = await composeApp({ ...api.world, objects })
    const answer = await app.inject({ url: '/healthz' })
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      { ok: true, warnings: ['objects_disk_low'] },
    ])
    await app.close()
  })
})
