import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { startTestApi, type TestApi } from '../test/api.ts'

describe.skipIf(!testServer('pg'))('health', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api.close())
  const ask = () => api.app.inject({ url: '/healthz' })

  it('asks the store itself, and says so where it can take nothing', async () => {
    expect((await ask()).json()).toEqual({
      ok: true,
      parts: { database: true, objects: true, queue: true, audit: true, databaseRole: true },
    })
    await rm(join(api.dir, 'objects'), { recursive: true })
    api.clock.at += 60_000
    const answer = await ask()
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ ok: false, parts: { database: true, objects: false } })
  })
})
