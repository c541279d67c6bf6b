import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../contract/people.ts'
import { composeApp } from '../features.ts'
import { closeApp } from '../http/close-app.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { enrolDevice, needingFactors } from '../test/device.ts'
import { testServer } from '../test/database.ts'
import {
  client,
  listening,
  publicUrl,
  startProvider,
  throughProvider,
  type TestProvider,
} from '../test/sign-in-provider.ts'
import { personOf } from './identity.ts'
import type { ProviderSettings } from './settings.ts'

type Answer = Awaited<ReturnType<As['call']>>
const cookieOf = (answer: Answer, name: string): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => one.split(';')[0] ?? '')
    .find((one) => one.startsWith(`${name}=`)) ?? ''
const wayTo = (answer: Answer) => String(answer.headers['location'])

describe.skipIf(!testServer)('signing in at a provider', () => {
  let api: TestApi
  let provider: TestProvider
  let settings: ProviderSettings
  beforeAll(async () => {
    provider = await startProvider()
    settings = {
      issuer: provider.issuer,
      ...client,
      publicUrl,
      name: '统一认证',
      claim: 'preferred_username',
      factors: ['otp'],
      timeoutSeconds: 1,
    }
    const signIn = { ...needingFactors, secondFactor: 'optional' as const }
    api = await startTestApi(undefined, undefined, { provider: settings, signIn })
  })
  afterAll(async () => {
    await api?.close()
    await provider?.close()
  })

  let addresses = 0
  const get = (url: string, cookie = '', app = api.app) =>
    app.inject({ method: 'GET', url, headers: { cookie }, remoteAddress: `10.4.0.${(addresses += 1)}` })
  const pathOf = (address: string) => address.slice(publicUrl.length)
  /** Sets out, goes through the provider (its address changed on the way there), and stands before the way back. */
  async function setOut(from = '/', change: (address: string) => string = (address) => address) {
    const out = await get(`/api/sign-in/provider?from=${encodeURIComponent(from)}`)
    return {
      cookie: cookieOf(out, 'sightline_provider_way'),
      back: pathOf(await throughProvider(change(wayTo(out)))),
    }
  }
  async function comeIn(who: TestProvider['who'], from = '/') {
    provider.who = who
    const { cookie, back } = await setOut(from)
    return get(back, cookie)
  }
  const whoIs = async (answer: Answer) =>
    (await get('/api/session', cookieOf(answer, 'sightline_session'))).json<{
      person?: { account: string }
    }>().person?.account
  const isRefused = (answer: Answer, code: string) => {
    expect([answer.statusCode, wayTo(answer)]).toEqual([302, `/sign-in?why=${code}`])
    expect(cookieOf(answer, 'sightline_session')).toBe('')
  }
  /** Somebody whom the provider may bring in, as two administrators decided. */
  async function allowed(role: Role, account: string): Promise<As> {
    const person = await api.as(role, account)
    const allowedTo = new Date(api.clock.at + 3_600_000)
    await api.world.db.personIdentity.create({ data: { personId: person.id, allowedTo } })
    return person
  }

  it('lets in whom two administrators allowed, as who they are here, and goes on to where they were', async () => {
    const person = await api.as('officer', 'lin')
    const [a, b] = [await api.as('system_admin', 'adm.a'), await api.as('security_admin', 'adm.b')]
    const asked = await a.call('PATCH', `/api/people/${person.id}`, { version: 1, provider: 'allow' })
    const { request } = asked.json<{ request: { id: string } }>()
    isRefused(await comeIn({ subject: 's-lin', name: 'lin' }), 'provider_account_unknown')
    const way = `/api/people/requests/${request.id}`
    const decide = (by: As) => by.call('POST', way, { decision: 'approve' })
    expect((await decide(a)).statusCode).toBe(403)
    const alone = await a.call('POST', `${way}/stand-in`, { decision: 'approve' })
    expect(alone.json()).toMatchObject({ code: 'second_person_needed' })
    expect((await decide(b)).statusCode).toBe(200)
    const inside = await comeIn({ subject: 's-lin', name: 'lin' }, '/cases?status=filed')
    expect([inside.statusCode, wayTo(inside)]).toEqual([302, '/cases?status=filed'])
    expect(await whoIs(inside)).toBe('lin')
    const ways = await get('/api/sign-in/ways')
    expect(ways.json()).toEqual({ provider: '统一认证' })
    const trail = await api.world.db.auditEntry.findMany({ where: { subject: `person/${person.id}` } })
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.provider_allowed', 'person.provider_bound']),
    )
    expect(trail.findLast(({ action }) => action === 'person.signed_in')?.facts).toMatchObject({
      signInWay: 'provider',
      gaveFactor: false,
    })
  })

  it('knows its people by issuer and subject: who is renamed there becomes nobody else here', async () => {
    await allowed('officer', 'wei')
    expect(await whoIs(await comeIn({ subject: 's-lin', name: 'wei' }))).toBe('lin')
    expect(await whoIs(await comeIn({ subject: 's-wei', name: 'wei' }))).toBe('wei')
    isRefused(await comeIn({ subject: 's-mallory', name: 'lin' }), 'provider_account_unknown')
    isRefused(await comeIn({ subject: 's-mallory', name: 'wei' }), 'provider_account_unknown')
  })

  it('binds one of two who come at once', async () => {
    await allowed('officer', 'contested')
    const came = { issuer: 'x', account: 'contested', gaveFactor: false }
    const both = await Promise.all(['a', 'b'].map((subject) => personOf(api.world, { ...came, subject })))
    expect(both.filter((one) => one !== null)).toHaveLength(1)
  })

  it.each([
    'an unknown account',
    'no name',
    'one that nobody allowed',
    'one whose time is over',
    'one who left',
  ])('does not let in %s, and tells all alike', async (what) => {
    const account = `x${what.length}`
    if (what !== 'an unknown account') {
      const { id } = await allowed('head', account)
      const { db } = api.world
      if (what === 'one that nobody allowed') await db.personIdentity.delete({ where: { personId: id } })
      if (what === 'one whose time is over')
        await db.personIdentity.update({
          where: { personId: id },
          data: { allowedTo: new Date(api.clock.at) },
        })
      if (what === 'one who left') await db.person.update({ where: { id }, data: { active: false } })
    }
    const name = what === 'no name' ? null : account
    isRefused(await comeIn({ subject: `s-${account}`, name }), 'provider_account_unknown')
  })

  it('does not take what another browser, another time or another way brings back', async () => {
    provider.who = { subject: 's-lin', name: 'lin' }
    const { cookie, back } = await setOut()
    isRefused(await get(back), 'provider_state_invalid')
    isRefused(await get(back.replace(/state=[^&]+/, 'state=other'), cookie), 'provider_state_invalid')
    const other = await setOut()
    isRefused(await get(back, other.cookie), 'provider_state_invalid')
    const mixed = back.replace(/state=[^&]+/, /state=[^&]+/.exec(other.back)?.[0] ?? '')
    isRefused(await get(mixed, other.cookie), 'provider_answer_invalid')
    api.clock.at += 301_000
    isRefused(await get(back, cookie), 'provider_state_invalid')
    api.clock.at -= 301_000
  })

  it('does not take a code twice, another nonce, another issuer, or a token that is over', async () => {
    provider.who = { subject: 's-lin', name: 'lin' }
    const once = await setOut()
    expect(await whoIs(await get(once.back, once.cookie))).toBe('lin')
    isRefused(await get(once.back, once.cookie), 'provider_answer_invalid')
    const nonce = await setOut('/', (address) => address.replace(/nonce=[^&]+/, 'nonce=other'))
    isRefused(await get(nonce.back, nonce.cookie), 'provider_answer_invalid')
    const issuer = await setOut()
    isRefused(
      await get(issuer.back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'), issuer.cookie),
      'provider_answer_invalid',
    )
    provider.tokenSeconds = -600
    const late = await setOut()
    isRefused(await get(late.back, late.cookie), 'provider_answer_invalid')
    provider.tokenSeconds = 600
    const denied = await setOut()
    const error = denied.back.replace(/code=[^&]+/, 'error=access_denied')
    isRefused(await get(error, denied.cookie), 'provider_refused')
  })

  it('goes on to no other site', async () => {
    for (const from of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      expect(wayTo(await comeIn({ subject: 's-lin', name: 'lin' }, from))).toBe('/')
  })

  it('asks for the code of a device here, and takes the provider’s where that is set', async () => {
    const device = await enrolDevice(api, await allowed('supervisor', 'sun'))
    const came = await comeIn({ subject: 's-sun', name: 'sun' }, '/audit')
    expect(wayTo(came)).toBe('/sign-in?step=code&from=%2Faudit')
    expect(cookieOf(came, 'sightline_session')).toBe('')
    const give = (code: string, cookie = cookieOf(came, 'sightline_provider_half')) =>
      api.app.inject({
        method: 'POST',
        url: '/api/sign-in/provider/code',
        payload: { code },
        headers: { cookie },
      })
    expect((await give('000000')).json()).toMatchObject({ code: 'second_factor_wrong' })
    expect((await give(device.code(1), '')).json()).toMatchObject({ code: 'provider_state_invalid' })
    const inside = await give(device.code(1))
    expect(inside.json()).toMatchObject({ person: { account: 'sun' }, due: null })
    expect((await give(device.code(1))).json()).toMatchObject({ code: 'second_factor_wrong' })
    const trusted = await comeIn({ subject: 's-sun', name: 'sun', amr: ['pwd', 'otp'] })
    expect([wayTo(trusted), await whoIs(trusted)]).toEqual(['/', 'sun'])
    const out = { method: 'DELETE', url: '/api/session' } as const
    await api.app.inject({ ...out, headers: { cookie: cookieOf(trusted, 'sightline_session') } })
    expect(await whoIs(trusted)).toBeUndefined()
    await api.world.db.person.updateMany({ where: { account: 'sun' }, data: { version: { increment: 1 } } })
    expect((await give(device.code(1))).json()).toMatchObject({ code: 'provider_state_invalid' })
  })

  it.each([
    ['does not answer', 'provider_unreachable'],
    ['is not there', 'provider_unreachable'],
    ['names itself otherwise', 'provider_answer_invalid'],
    ['is none', 'provider_off'],
  ])('says so where the provider %s', async (what, code) => {
    const silent = await listening(() => undefined)
    if (what === 'is not there') await silent.close()
    const issuer = what.startsWith('names') ? provider.issuer.replace('127.0.0.1', 'localhost') : silent.url
    const other = what === 'is none' ? null : { ...settings, issuer }
    const app = await composeApp({ ...api.world, provider: other })
    const began = performance.now()
    isRefused(await get('/api/sign-in/provider', '', app), code)
    expect(performance.now() - began).toBeLessThan(5_000)
    await closeApp(app, 100)
    if (what !== 'is not there') await silent.close()
  })

  it('tells nothing to any other host, whatever the provider says of itself', async () => {
    const asked: string[] = []
    const elsewhere = await listening((request, response) => {
      asked.push(String(request.url))
      response.end('{}')
    })
    const liar = await listening((_request, response) => {
      response.setHeader('content-type', 'application/json')
      const of = (path: string) => elsewhere.url + path
      const said = {
        issuer: liar.url,
        authorization_endpoint: `${liar.url}/auth`,
        token_endpoint: of('/token'),
        jwks_uri: of('/keys'),
      }
      response.end(JSON.stringify({ ...said, response_types_supported: ['code'] }))
    })
    const app = await composeApp({ ...api.world, provider: { ...settings, issuer: liar.url } })
    const out = await get('/api/sign-in/provider', '', app)
    const state = new URL(wayTo(out)).searchParams.get('state')
    const back = `/api/sign-in/provider/back?code=x&state=${state}`
    isRefused(await get(back, cookieOf(out, 'sightline_provider_way'), app), 'provider_answer_invalid')
    expect(asked).toEqual([])
    await closeApp(app, 100)
    await Promise.all([elsewhere.close(), liar.close()])
  })
})
