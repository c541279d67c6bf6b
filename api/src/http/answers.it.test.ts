import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configSchema } from '../config.ts'
import { composeApp } from '../features.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const minute = 60_000
const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }

it.each(['10.0.0.0/33', 'proxy', '10.0.0.1/', '1.2.3.4/8/9', 'loopback'])('no proxy is %s', (text) =>
  expect(configSchema.shape.trustedProxies.safeParse(text).success).toBe(false),
)
it('proxies are addresses and CIDRs', () =>
  expect(configSchema.shape.trustedProxies.parse('10.1.0.0/16, ::1')).toEqual(['10.1.0.0/16', '::1']))

describe.skipIf(!testServer)('every answer', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api?.close())
  const refusals = () => api.world.db.auditEntry.findMany({ where: { action: 'access.refused' } })

  it('of JSON is kept nowhere, refused or not', async () => {
    const admin = await api.as('device_admin')
    for (const url of ['/api/people', '/api/alerts', '/api/nowhere', '/healthz'])
      expect([url, (await admin.call('GET', url)).headers['cache-control']]).toEqual([url, 'no-store'])
  })

  it.each([
    [['127.0.0.0/8'], '10.7.0.1', undefined],
    [['10.7.0.0/16'], '10.7.0.1', 'max-age=31536000'],
  ])(
    'behind %j asks for TLS when its proxy at %s came by it',
    async (trustedProxies, remoteAddress, strict) => {
      // A row a minute is left, whichever process refuses.
      api.clock.at += minute
      const app = await composeApp({ ...api.world, trustedProxies })
      const answer = await app.inject({
        method: 'GET',
        url: '/api/people',
        headers: forwarded,
        remoteAddress,
      })
      expect(answer.headers['strict-transport-security']).toBe(strict)
      const last = (await refusals()).at(-1)
      expect(last?.facts).toMatchObject({ address: strict ? '203.0.113.9' : remoteAddress })
      await app.close()
    },
  )

  it('that refuses leaves one row a minute for each who, where and why', async () => {
    const operator = await api.as('operator')
    const rows = async () => (await refusals()).filter(({ actor }) => actor === operator.id)
    for (let i = 0; i < 3; i += 1) await operator.call('GET', '/api/people')
    expect(await rows()).toMatchObject([{ facts: { route: 'GET /api/people', code: 'not_permitted' } }])
    await operator.call('GET', '/api/audit')
    expect(await rows()).toHaveLength(2)
    api.clock.at += minute
    await operator.call('GET', '/api/people')
    expect(await rows()).toHaveLength(3)
  })

  it('to what a screen asks by itself lengthens no session', async () => {
    const officer = await api.as('officer')
    const ask = async (headers: object) =>
      (await api.app.inject({ url: '/api/alerts', headers: { cookie: officer.cookie, ...headers } }))
        .statusCode
    api.clock.at += 20 * minute
    expect(await ask({ 'x-sightline-background': '1' })).toBe(200)
    api.clock.at += 11 * minute
    expect(await ask({})).toBe(401)
  })
})
