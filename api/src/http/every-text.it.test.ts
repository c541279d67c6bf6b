import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { roles } from '../../contract/people.ts'
import type { Route } from '../../contract/route.ts'
import { routes } from '../../contract/routes.ts'
import { permissionsOf } from '../people/permissions.ts'
import { startTestApi, workerToken, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { samplesOf, spoilt } from '../test/hostile.ts'

const all = Object.values(routes)
  .flatMap((subject): Route[] => Object.values(subject))
  .filter(({ access }) => access !== 'monitor')
  .map((route) => ({ ...route, name: `${route.method} ${route.path}` }))

/** What a text becomes, and numbers at the end of what JSON and JavaScript hold. */
const spoilers: ((leaf: string | number) => unknown)[] = [
  (leaf) => (typeof leaf === 'string' ? `${leaf}\u0000` : undefined),
  (leaf) => (typeof leaf === 'string' ? `${leaf}\ud800` : undefined),
  (leaf) => (typeof leaf === 'string' ? `${leaf}\u202e` : undefined),
  (leaf) => (typeof leaf === 'number' ? Number.MAX_SAFE_INTEGER : undefined),
  (leaf) => (typeof leaf === 'number' ? -1 : undefined),
]
const spoiltOf = (schema: z.ZodType | undefined): unknown[] =>
  schema
    ? samplesOf(schema).flatMap((sample) =>
        spoilers.flatMap((spoil) => [...spoilt(sample, spoil)].map(({ value }) => value)),
      )
    : []
const toQuery = (query: object): string =>
  Object.entries(query)
    .flatMap(([key, value]) =>
      [value].flat().map((one) => `${key}=${encodeURIComponent(String(one).replace(/\p{Cs}/gu, '\ufffd'))}`),
    )
    .join('&')

describe.skipIf(!testServer)('texts and numbers that no column holds', () => {
  let api: TestApi
  const cookies = new Map<string, string>()
  beforeAll(async () => {
    api = await startTestApi()
    for (const role of roles) cookies.set(role, (await api.as(role)).cookie)
  })
  afterAll(() => api?.close())

  const headersOf = ({ access }: Route): Record<string, string> => {
    if (access === 'worker') return { authorization: `Bearer ${workerToken}` }
    const role = roles.find((one) => permissionsOf(one).some((permission) => permission === access))
    return access === 'public' ? {} : { cookie: cookies.get(role ?? 'operator') ?? '' }
  }

  it.each(all)('$name answers none with a failure', async (route) => {
    let address = 0
    const ask = async (path: string, payload?: unknown): Promise<number> =>
      (
        await api.app.inject({
          method: route.method,
          url: path,
          headers: headersOf(route),
          remoteAddress: `10.9.${(address += 1) >> 8}.${address & 255}`,
          ...(payload === undefined ? {} : { payload: payload as object }),
        })
      ).statusCode
    const [body] = route.body ? samplesOf(route.body) : []
    const plain = route.path.replace(':id', 'some-id')
    const failed: unknown[] = []
    for (const value of spoiltOf(route.body)) if ((await ask(plain, value)) >= 500) failed.push(value)
    for (const value of spoiltOf(route.query) as object[])
      if ((await ask(`${plain}?${toQuery(value)}`, body)) >= 500) failed.push(value)
    for (const id of route.path.includes(':id') ? ['a%00', '%ED%A0%80', 'a%E2%80%AE'] : [])
      if ((await ask(route.path.replace(':id', id), body)) >= 500) failed.push(id)
    expect(failed).toEqual([])
  })
})
