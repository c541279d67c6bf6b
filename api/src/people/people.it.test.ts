import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, password, signIn, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { takeLock } from '../database/locks.ts'
import { unlockAccount } from './unlock.ts'

const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code
const first = 'First-otter-3-window'
const own = 'Own-lantern-5-harbour'

describe.skipIf(!testServer)('people and their passwords', () => {
  let api: TestApi
  let admin: As
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('system_admin')
  })
  afterAll(() => api?.close())
  const create = (account: string, more: object = {}) =>
    admin.call('POST', '/api/people', { account, name: account, role: 'operator', password: first, ...more })
  const callAs = (cookie: unknown, url: string, payload?: object) =>
    api.app.inject({
      method: payload ? 'POST' : 'GET',
      url,
      headers: { cookie: String(cookie).split(';')[0] },
      ...(payload && { payload }),
    })
  const cookieOf = async (account: string, typed: string) =>
    (await signIn(api.app, { account, password: typed })).headers['set-cookie']

  it('a password that an administrator set opens nothing but the change of it', async () => {
    await create('newcomer')
    const cookie = await cookieOf('newcomer', first)
    for (const url of ['/api/alerts', '/api/sources', '/docs/json', '/api/live'])
      expect([url, codeOf(await callAs(cookie, url))]).toEqual([url, 'password_change_due'])
    expect((await callAs(cookie, '/api/session')).json()).toMatchObject({ permissions: [] })
    const elsewhere = await cookieOf('newcomer', first)
    const change = (current: string, next: string) =>
      callAs(cookie, '/api/session/password', { current, next })
    expect(codeOf(await change('wrong', own))).toBe('wrong_credentials')
    expect(codeOf(await change(first, first))).toBe('password_reused')
    expect(codeOf(await change(first, 'P@ssw0rd1234'))).toBe('weak_password')
    expect((await change(first, own)).json()).toMatchObject({ person: { passwordDueBy: null } })
    expect((await callAs(cookie, '/api/alerts')).statusCode).toBe(200)
    expect((await callAs(elsewhere, '/api/session')).statusCode).toBe(401)
    expect(codeOf(await change(own, first))).toBe('password_reused')
  })

  it('a one-time password lapses after 72 hours', async () => {
    await create('late')
    api.clock.at += 3 * day + 1
    expect(codeOf(await signIn(api.app, { account: 'late', password: first }))).toBe('password_lapsed')
    admin = await api.as('system_admin')
  })

  it('refuses a certificate that is another person’s, and a term of 70 years', async () => {
    await api.as('officer', '7777')
    const certificate = { number: 'CQ-7777', validUntil: api.clock.at + 365 * day }
    expect(codeOf(await create('officer.b', { role: 'officer', certificate }))).toBe('certificate_taken')
    const long = { number: 'CQ-8888', validUntil: api.clock.at + 70 * 365 * day }
    expect(codeOf(await create('officer.c', { role: 'officer', certificate: long }))).toBe(
      'certificate_term_invalid',
    )
    const other = await api.as('officer', 'officer.d')
    const taken = await admin.call('PATCH', `/api/people/${other.id}`, { version: 1, certificate })
    expect(codeOf(taken)).toBe('certificate_taken')
  })

  it('refuses a change of what was changed meanwhile', async () => {
    const { id } = (await create('twice')).json<{ person: { id: string } }>().person
    expect((await admin.call('PATCH', `/api/people/${id}`, { version: 1, name: 'A' })).statusCode).toBe(200)
    expect(codeOf(await admin.call('PATCH', `/api/people/${id}`, { version: 1, name: 'B' }))).toBe(
      'changed_meanwhile',
    )
  })

  it('one administrator always stays, also when two switch each other off at once', async () => {
    const { db } = api.world
    const off = (by: As, who: As) => by.call('PATCH', `/api/people/${who.id}`, { version: 1, active: false })
    expect(codeOf(await off(admin, admin))).toBe('last_administrator')
    const second = await api.as('system_admin', 'second')
    // Both are held before either commits: each writes its audit row last, and that waits for us.
    const waiting = () => db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    const answers = await db.$transaction(async (tx) => {
      await takeLock(tx, 'auditChain')
      const both = Promise.all([off(admin, second), off(second, admin)])
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(2)
      return { both }
    })
    const codes = (await answers.both).map((one) => codeOf(one) ?? one.statusCode)
    expect(codes.toSorted()).toEqual([200, 'last_administrator'])
    expect(await api.world.db.person.count({ where: { role: 'system_admin', active: true } })).toBe(1)
    await api.world.db.person.updateMany({ where: { role: 'system_admin' }, data: { active: true } })
    admin = await api.as('system_admin')
  })

  it('five wrong passwords lock their own address only, and a reset lifts the lock', async () => {
    const { id } = await api.as('operator', 'olga')
    const from = (remoteAddress: string, typed: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { account: 'olga', password: typed },
        remoteAddress,
      })
    for (let i = 0; i < 5; i += 1) expect(codeOf(await from('10.9.0.1', 'wrong'))).toBe('wrong_credentials')
    expect(codeOf(await from('10.9.0.1', password))).toBe('account_locked')
    expect((await from('10.9.0.2', password)).statusCode).toBe(200)
    await admin.call('PATCH', `/api/people/${id}`, { version: 1, password: first })
    expect((await from('10.9.0.1', first)).statusCode).toBe(200)
  })

  it('many addresses together slow the account down for a few minutes', async () => {
    await api.as('operator', 'besieged')
    const until = new Date(api.clock.at + 300_000)
    await api.world.db.signInFailure.create({
      data: { account: 'besieged', address: '*', count: 49, since: new Date(api.clock.at) },
    })
    expect(codeOf(await signIn(api.app, { account: 'besieged', password: 'wrong' }))).toBe(
      'wrong_credentials',
    )
    const row = await api.world.db.signInFailure.findFirst({ where: { account: 'besieged', address: '*' } })
    expect(row?.lockedUntil).toEqual(until)
    expect(codeOf(await signIn(api.app, { account: 'besieged', password }))).toBe('account_locked')
    await unlockAccount(api.world, 'besieged')
    expect((await signIn(api.app, { account: 'besieged', password })).statusCode).toBe(200)
    await expect(unlockAccount(api.world, 'nobody-there')).rejects.toThrow('not_found')
  })

  const failuresOf = (account: string) => api.world.db.signInFailure.findMany({ where: { account } })

  it('the right password clears its address, and what is an hour old counts no more for the account', async () => {
    await api.as('operator', 'forgetful')
    const at = (typed: string, remoteAddress = '10.9.1.1') =>
      api.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { account: 'forgetful', password: typed },
        remoteAddress,
      })
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1) expect(codeOf(await at('wrong'))).toBe('wrong_credentials')
      expect((await at(password)).statusCode).toBe(200)
    }
    expect(await failuresOf('forgetful')).toMatchObject([{ address: '*', count: 8 }])
    api.clock.at += 61 * 60_000
    await at('wrong')
    const all = (await failuresOf('forgetful')).find(({ address }) => address === '*')
    expect(all).toMatchObject({ count: 1, since: new Date(api.clock.at) })
    admin = await api.as('system_admin')
  })

  it('a wrong present password counts towards the lock, and is written down under its person', async () => {
    const { id, cookie } = await api.as('operator', 'guessed')
    const guess = (current: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/session/password',
        headers: { cookie },
        payload: { current, next: 'Own-lantern-6-harbour' },
        remoteAddress: '10.9.2.1',
      })
    for (let i = 0; i < 5; i += 1) expect(codeOf(await guess('wrong'))).toBe('wrong_credentials')
    expect(codeOf(await guess(password))).toBe('account_locked')
    expect(
      await api.world.db.auditEntry.count({ where: { actor: id, action: 'person.sign_in_refused' } }),
    ).toBe(6)
  })
})
