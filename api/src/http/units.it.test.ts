import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles, type Role } from '../../contract/people.ts'
import type { Route } from '../../contract/route.ts'
import { routes } from '../../contract/routes.ts'
import { scopes } from '../../contract/scopes.ts'
import { permissionsOf } from '../people/permissions.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { samples, type Sample } from '../test/route-samples.ts'
import { buildTwoTowns, personOf, type Town } from '../test/two-towns.ts'
import { testServer } from '../test/database.ts'

const all = Object.entries(routes).flatMap(([subject, ofSubject]) =>
  Object.entries<Route>(ofSubject).map(([name, route]) => ({ name: `${subject}.${name}`, route })),
)
/** What is asked about nothing is answered with nothing: the same for what is elsewhere. */
const emptyOfNothing = ['permits.importTable', 'viewing.state', 'copies.list']
const isOpenTo = (role: Role, { access }: Route): boolean =>
  access === 'signed_in' || permissionsOf(role).some((one) => one === access)

describe('the table of scopes', () => {
  it.each(all)('$name says what it is about, and has a sample where that is a unit', ({ name, route }) => {
    expect(Object.keys(scopes)).toContain(route.scope)
    expect(samples[name] !== undefined).toBe(route.scope === 'unit')
  })
  it('has no sample of a route that is no more', () =>
    expect(Object.keys(samples).filter((name) => !all.some((one) => one.name === name))).toEqual([]))
})

describe.skipIf(!testServer)('every route, by every role of a town', () => {
  let api: TestApi
  let own: Town
  let foreign: Town
  let nowhere: Town
  const people = new Map<Role, As>()
  beforeAll(async () => {
    api = await startTestApi()
    ;({ own, foreign } = await buildTwoTowns(api))
    for (const role of roles) people.set(role, await personOf(api, own.unitId, role))
    nowhere = Object.fromEntries(Object.keys(own).map((key) => [key, randomUUID()])) as unknown as Town
  }, 60_000)
  afterAll(() => api?.close())

  const ask = (role: Role, route: Route, { path = '', query, body, bytes }: Sample) =>
    api.app.inject({
      method: route.method,
      url: `${route.path.replace(/:\w+/, path)}${query === undefined ? '' : `?${query}`}`,
      headers: {
        cookie: people.get(role)?.cookie ?? '',
        ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(bytes ? { payload: bytes } : body ? { payload: body } : {}),
    })
  /** Ids that stand in the answer; a town's own are all different from the other's. */
  const namedOf = (town: Town, text: string) =>
    Object.entries<string>({ ...town }).flatMap(([key, id]) => (text.includes(id) ? [key] : []))
  const idsOf = (town: Town): string[] => Object.values<string>({ ...town })
  const without = (town: Town, text: string) =>
    idsOf(town)
      .toSorted((a, b) => b.length - a.length)
      .reduce((rest, id) => rest.replaceAll(id, '…'), text)

  const ofUnits = all.filter(({ route, name }) => route.scope === 'unit' && name !== 'live.events')
  it.each(ofUnits)('$name: of another town as if it did not exist', async ({ name, route }) => {
    const sample = samples[name]
    if (!sample) throw new Error(`no sample of ${name}`)
    const isAbout = JSON.stringify(sample(foreign)) !== JSON.stringify(sample(nowhere))
    for (const role of roles) {
      const answer = await ask(role, route, sample(foreign))
      if (!isOpenTo(role, route)) {
        expect([role, answer.statusCode]).toEqual([role, 403])
        continue
      }
      if (!isAbout) {
        expect([role, answer.statusCode, namedOf(foreign, answer.body)]).toEqual([role, 200, []])
        continue
      }
      const absent = await ask(role, route, sample(nowhere))
      expect([role, answer.statusCode, without(foreign, answer.body)]).toEqual([
        role,
        absent.statusCode,
        without(nowhere, absent.body),
      ])
      expect(answer.statusCode === 200).toBe(emptyOfNothing.includes(name))
    }
  })

  it.each(ofUnits)('$name: of the own town it answers', async ({ name, route }) => {
    const sample = samples[name]?.(own)
    if (!sample || sample.except !== undefined) return expect(sample?.except?.length).toBeGreaterThan(10)
    for (const role of roles.filter((one) => isOpenTo(one, route))) {
      const answer = await ask(role, route, samples[name]?.(own) ?? sample)
      const said = answer.headers['content-type']?.toString().startsWith('application/json')
        ? answer.body
        : ''
      expect([role, said.slice(0, 60), [400, 404, 500].includes(answer.statusCode)]).toEqual([
        role,
        expect.any(String),
        false,
      ])
      if (sample.shows)
        expect([role, namedOf(own, answer.body)]).toEqual([role, expect.arrayContaining([sample.shows])])
      expect([role, namedOf(foreign, answer.body)]).toEqual([role, []])
    }
  })

  const others = all.filter(({ route }) => !['unit', 'program', 'public'].includes(route.scope))
  it.each(others)('$name ($route.scope): names nothing of another town', async ({ name, route }) => {
    if (name === 'session.signOut') return
    for (const role of roles) {
      const answer = await ask(role, route, { body: route.body ? {} : undefined, path: 'some-id' } as Sample)
      if (route.scope === 'whole') expect([role, answer.statusCode]).toEqual([role, 403])
      expect([role, namedOf(foreign, answer.body)]).toEqual([role, []])
    }
  })

  it('evidence hangs on what its worker sealed of another town, and nobody is told of that', async () => {
    const { body } = await ask('officer', routes.alerts.get, { path: own.alertId })
    expect(body).toContain('"chain":"sound"')
    expect(namedOf(foreign, body)).toEqual([])
  })

  it('the top of the agency reaches both towns', async () => {
    const head = await api.as('supervisor')
    for (const url of ['/api/alerts', '/api/cases', '/api/sources', '/api/units', '/api/audit?limit=100']) {
      const { body } = await head.call('GET', url)
      expect([url, namedOf(own, body).length > 0, namedOf(foreign, body).length > 0]).toEqual([
        url,
        true,
        true,
      ])
    }
  })
})
