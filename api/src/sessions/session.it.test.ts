import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signIn, startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const minute = 60_000

describe.skipIf(!testServer)('sessions', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
    await api.as('operator', 'olga')
  })
  afterAll(() => api?.close())
  const codeOf = async (account: string, typed: string) =>
    (await signIn(api.app, { account, password: typed })).json<{ code?: string }>().code
  /** Always from the same address, which differs by account: a lock is of both. */
  const codeFromHome = async (account: string, typed: string) => {
    const payload = { account, password: typed }
    const remoteAddress = `10.200.0.${account.length}`
    const answer = await api.app.inject({ method: 'POST', url: '/api/session', payload, remoteAddress })
    return answer.json<{ code?: string }>().code
  }

  it('sets a cookie that scripts and other sites cannot use, and stores no token', async () => {
    const cookie = String((await signIn(api.app, { account: 'olga', password })).headers['set-cookie']?.[0])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const token = /=([^;]+)/.exec(cookie)![1]!
    const rows = await api.world.db.session.findMany()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('ends a session of a clock that was two days ahead, when the clock is right again', async () => {
    const right = api.clock.at
    api.clock.at += 2 * 24 * 60 * minute
    const answer = await signIn(api.app, { account: 'olga', password })
    const cookie = answer.headers['set-cookie']?.toString().split(';')[0] ?? ''
    const ask = async () =>
      (await api.app.inject({ method: 'GET', url: '/api/alerts', headers: { cookie } })).statusCode
    expect(await ask()).toBe(200)
    api.clock.at -= 4 * minute
    expect(await ask()).toBe(200)
    api.clock.at = right
    expect(await ask()).toBe(401)
  })

  it.each(['olga', 'nobody-there'])('locks %s after five failures, alike', async (account) => {
    for (let i = 0; i < 5; i += 1) expect(await codeFromHome(account, 'wrong')).toBe('wrong_credentials')
    expect(await codeFromHome(account, password)).toBe('account_locked')
    api.clock.at += 31 * minute
    expect(await codeFromHome(account, 'wrong')).toBe('wrong_credentials')
  })

  it('slows an address that tries on and on', async () => {
    const payload = { account: 'x', password: 'y' }
    const once = async () =>
      (await api.app.inject({ method: 'POST', url: '/api/session', payload })).statusCode
    const statuses = new Set<number>()
    for (let i = 0; i < 31; i += 1) statuses.add(await once())
    expect(statuses).toEqual(new Set([401, 423, 429]))
  })

  it('counts failures that come at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => codeFromHome('someone', 'wrong')))
    expect(await codeFromHome('someone', 'wrong')).toBe('account_locked')
  })

  it.each([
    ['officer', 31 * minute, 401],
    ['officer', 29 * minute, 200],
    ['operator', 11 * 60 * minute, 200],
    ['operator', 12 * 60 * minute, 401],
  ] as const)('of an %s idle for %i ms: %i', async (role, idleMs, status) => {
    const person = await api.as(role, `${role}-idle`)
    api.clock.at += idleMs
    expect((await person.call('GET', '/api/session')).statusCode).toBe(status)
  })

  it('end after 12 hours however busy', async () => {
    const officer = await api.as('officer', 'busy')
    for (let i = 0; i < 35; i += 1) {
      api.clock.at += 20 * minute
      expect((await officer.call('GET', '/api/session')).statusCode).toBe(200)
    }
    api.clock.at += 20 * minute
    expect((await officer.call('GET', '/api/session')).statusCode).toBe(401)
  })

  it('where the site asks for no second factor nobody sets one up, nor has codes of one', async () => {
    const officer = await api.as('officer', 'without')
    const [begun, renewed] = [
      await officer.call('POST', '/api/session/second-factor', {}),
      await officer.call('POST', '/api/session/second-factor/recovery', { code: '123456' }),
    ]
    for (const answer of [begun, renewed])
      expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'second_factor_off' }])
    expect(await api.world.db.secondFactor.count()).toBe(0)
  })

  it('end at sign-out, at leaving and at a new password', async () => {
    const admin = await api.as('system_admin')
    const one = await api.as('operator', 'one')
    expect((await one.call('DELETE', '/api/session')).statusCode).toBe(200)
    expect((await one.call('GET', '/api/session')).statusCode).toBe(401)
    const two = await api.as('operator', 'one')
    await admin.call('PATCH', `/api/people/${two.id}`, { version: 1, password: 'Another-horse-8-battery' })
    expect((await two.call('GET', '/api/session')).statusCode).toBe(401)
    await admin.call('PATCH', `/api/people/${two.id}`, { version: 2, active: false })
    expect(await codeOf('one', 'Another-horse-8-battery')).toBe('wrong_credentials')
  })

  it('people: no double accounts, no weak passwords, no password or hash in any answer', async () => {
    const admin = await api.as('system_admin')
    const person = { account: 'new.one', name: '新人', role: 'operator', password, certificate: null }
    const made = await admin.call('POST', '/api/people', person)
    expect(made.statusCode).toBe(200)
    expect(made.body).not.toMatch(/argon2|battery/)
    expect((await admin.call('POST', '/api/people', person)).json()).toMatchObject({ code: 'name_taken' })
    const weak = { ...person, account: 'other', password: 'aaaaaaaaaaaaaa' }
    expect((await admin.call('POST', '/api/people', weak)).json()).toMatchObject({ code: 'weak_password' })
  })
})
