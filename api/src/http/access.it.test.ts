import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles, type Role } from '../../contract/people.ts'
import type { Route } from '../../contract/route.ts'
import { routes } from '../../contract/routes.ts'
import { threeAdministrators } from '../../law/duties.ts'
import { composeApp } from '../features.ts'
import { permissionsOf } from '../people/permissions.ts'
import { createSessions } from '../sessions/caller.ts'
import { monitorToken, startTestApi, workerToken, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createApp } from './create-app.ts'
import { rateStore } from './rate-store.ts'

const all = Object.values(routes)
  .flatMap((subject): Route[] => Object.values(subject))
  .map((route) => ({
    ...route,
    name: `${route.method} ${route.path}`,
    url: route.path.replace(':id', 'some-id'),
  }))
/** What one person never does both of (domain list 6.2). */
const permissionPairs = [
  ['alerts.triage', 'reviews.write'],
  ['reviews.write', 'cases.decide'],
  ['reviews.write', 'alerts.reopen'],
  ['reviews.write', 'sources.write'],
  ['sources.review', 'sources.review_legal'],
  ['sources.review_legal', 'reviews.write'],
  ['cases.decide', 'cases.hand_over'],
  ['supervisions.ask', 'supervisions.answer'],
  ['supervisions.ask', 'cases.decide'],
  ['supervisions.ask', 'reviews.write'],
  ['people.write', 'people.decide'],
  ['people.write', 'audit.read'],
  ['people.decide', 'audit.read'],
  ['people.write', 'alerts.read'],
  ['people.write', 'cases.read'],
  ['people.write', 'sources.write'],
  ['people.write', 'reviews.write'],
  ['people.decide', 'alerts.read'],
  ['people.decide', 'cases.read'],
  ['people.decide', 'sources.read'],
] as const
const ofPermission = all.filter((route) => !['public', 'signed_in', 'worker'].includes(route.access))

describe.skipIf(!testServer)('who may call', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api?.close())
  const cookies = new Map<Role, string>()
  const cookieOf = async (role: Role): Promise<string> => {
    const known = cookies.get(role) ?? (await api.as(role)).cookie
    cookies.set(role, known)
    return known
  }
  const ask = (route: { method: Route['method']; url: string }, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: route.method,
      url: route.url,
      headers,
      ...(route.method === 'GET' ? {} : { payload: {} }),
    })

  it('covers every route of the contract', () => expect(all.length).toBeGreaterThan(25))

  it.each(all.filter((route) => route.access !== 'public'))(
    '$name: nobody without a session or token',
    async (route) => {
      const answer = await ask(route)
      expect([answer.statusCode, answer.json()]).toEqual([401, { code: 'not_signed_in', facts: {} }])
      const forged = await ask(route, { cookie: 'sightline_session=AAAA', authorization: 'Bearer AAAA' })
      expect(forged.statusCode).toBe(401)
    },
  )

  /** Every role at every route: who lacks the permission is refused, who has it is not. Streams have no end to wait for. */
  const has = (role: Role, access: Route['access']) => permissionsOf(role).some((one) => one === access)
  it.each(ofPermission)('$name: nobody without its permission', async (route) => {
    const without = roles.filter((role) => !has(role, route.access))
    expect(without.length).toBeGreaterThan(0)
    for (const role of without) {
      const answer = await ask(route, { cookie: await cookieOf(role) })
      expect([role, answer.statusCode, answer.json()]).toMatchObject([role, 403, { code: 'not_permitted' }])
    }
    for (const role of roles.filter((one) => has(one, route.access) && route.response))
      expect([401, 403]).not.toContain((await ask(route, { cookie: await cookieOf(role) })).statusCode)
  })

  it.each(permissionPairs)('no role has both %s and %s: duties are kept apart', (one, other) =>
    expect(roles.filter((role) => has(role, one) && has(role, other))).toEqual([]),
  )

  it('does not take the worker token for a person, nor a person for a worker', async () => {
    const bearer = { authorization: `Bearer ${workerToken}` }
    expect((await ask({ method: 'GET', url: '/api/alerts' }, bearer)).statusCode).toBe(401)
    const { cookie } = await api.as('device_admin')
    expect((await ask({ method: 'POST', url: '/api/workers/reconcile' }, { cookie })).statusCode).toBe(401)
  })

  const pages = ['/docs', '/docs/', '/docs/json', '/docs/yaml', '/docs/static/index.html']
  it.each(pages)('%s: any signed-in person, and nobody else', async (url) => {
    for (const headers of [{}, { authorization: `Bearer ${monitorToken}` }])
      expect((await ask({ method: 'GET', url }, headers)).statusCode).toBe(401)
    const { cookie } = await api.as('operator')
    expect((await ask({ method: 'GET', url }, { cookie })).statusCode).toBeLessThan(400)
  })

  it('metrics: the monitoring with its own token, and nobody else', async () => {
    const { cookie } = await api.as('device_admin')
    for (const headers of [{}, { cookie }, { authorization: `Bearer ${workerToken}` }])
      expect((await ask({ method: 'GET', url: '/metrics' }, headers)).statusCode).toBe(401)
    const bearer = { authorization: `Bearer ${monitorToken}` }
    expect((await ask({ method: 'GET', url: '/metrics' }, bearer)).body).toContain('sightline_http_seconds')
    expect((await ask({ method: 'POST', url: '/api/workers/reconcile' }, bearer)).statusCode).toBe(401)
  })

  it('a route that does not say who may call it answers nobody', async () => {
    const { world } = api
    const app = await createApp({
      log: world.log,
      uiDir: null,
      tokens: { worker: workerToken, monitor: monitorToken },
      sessions: createSessions(world),
      trustedProxies: [],
      recordRefused: async () => {},
      rateStore: rateStore(world),
      features: (_mount, bare) => void bare.get('/forgotten', async () => 'secret'),
    })
    const { cookie } = await api.as('device_admin')
    const answer = await app.inject({ method: 'GET', url: '/forgotten', headers: { cookie } })
    expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'not_permitted' }])
    await app.close()
  })

  it('serves the screens to everybody, and no file beside them', async () => {
    const uiDir = join(api.dir, 'ui')
    await mkdir(join(uiDir, 'assets'), { recursive: true })
    await writeFile(join(uiDir, 'index.html'), '<title>screens</title>')
    await writeFile(join(uiDir, 'assets', 'a.js'), 'let a')
    await writeFile(join(api.dir, 'beside.txt'), 'secret')
    const app = await composeApp({ ...api.world, uiDir })
    const get = (url: string, accept = 'text/html') => app.inject({ method: 'GET', url, headers: { accept } })
    for (const url of ['/', '/alerts/1']) expect((await get(url)).body).toContain('screens')
    expect((await get('/assets/a.js')).body).toBe('let a')
    for (const url of ['/../beside.txt', '/%2e%2e/beside.txt', '/assets/b.js', '/api/x'])
      expect((await get(url, '*/*')).statusCode).toBeGreaterThan(399)
    await app.close()
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a broken origin', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['our own origin', { origin: 'http://localhost:80', host: 'localhost:80' }, 400],
    ['no browser', {}, 400],
  ])('judges a write that comes from %s', async (_name, headers, status) => {
    const { cookie } = await api.as('device_admin')
    const answer = await ask({ method: 'POST', url: '/api/sources' }, { cookie, ...headers })
    expect(answer.statusCode).toBe(status)
  })

  it.each(['device_admin', 'system_admin', 'security_admin', 'audit_admin'] as const)(
    'a %s sees neither alerts nor exhibits nor cases nor originals',
    (role) => {
      const seen = permissionsOf(role).filter((permission) =>
        /^(alerts|exhibits|reviews|steps|cases|originals|documents)\./.test(permission),
      )
      expect(seen).toEqual([])
    },
  )

  it('the three who administer people hold nothing else, and a role of before holds nothing', () => {
    expect(threeAdministrators.map((role) => permissionsOf(role))).toEqual([
      // Of the limits they are shown people's alone.
      ['limits.read', 'people.read', 'people.write', 'units.write'],
      ['limits.read', 'people.read', 'people.decide'],
      ['people.read', 'audit.read'],
    ])
    expect(permissionsOf('admin')).toEqual([])
  })

  it('tells nothing but the code of an address that is not there', async () => {
    const answer = await ask({ method: 'GET', url: '/api/nowhere' })
    expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: 'not_found' }])
  })

  it('names every wrong field of a body', async () => {
    const { cookie } = await api.as('device_admin')
    const payload = { name: '', kind: 'fixed', url: 'http://user:pw@camera' }
    const answer = await api.app.inject({ method: 'POST', url: '/api/sources', headers: { cookie }, payload })
    const { problems } = answer.json<{ problems: { path: string }[] }>()
    expect(problems.map((problem) => problem.path).toSorted()).toEqual(['name', 'url'])
  })
})
