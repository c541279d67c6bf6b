import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

describe.skipIf(!testServer)('live streams', () => {
  let api: TestApi
  let operator: As
  let address: string
  const ends: AbortController[] = []
  /** Held: the stream of an answer that nobody holds is closed when it is collected. */
  const held: Response[] = []
  beforeAll(async () => {
    api = await startTestApi()
    operator = await api.as('operator')
    address = await api.app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    for (const end of ends) end.abort()
    await api?.close()
  })
  const open = async ({ cookie }: As) => {
    const end = new AbortController()
    ends.push(end)
    const answer = await fetch(`${address}/api/live`, { headers: { cookie }, signal: end.signal })
    held.push(answer)
    return answer
  }
  const statusOf = async (as: As) => (await open(as)).status

  it('are bounded for a session, and an ended one makes room', async () => {
    for (let i = 0; i < 16; i += 1) expect(await statusOf(operator)).toBe(200)
    const refused = await open(operator)
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'too_many_requests' }])
    expect(await statusOf(await api.as('operator', 'another'))).toBe(200)
    ends[0]?.abort()
    await expect.poll(() => statusOf(operator), { timeout: 10_000 }).toBe(200)
  })
})
