import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnSession } from '../../contract/people.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const minute = 60_000

describe.skipIf(!testServer)('own sessions', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi()
  })
  afterAll(() => api?.close())
  const listOf = async (person: As) =>
    (await person.call('GET', '/api/sessions')).json<{ items: OwnSession[] }>().items
  const isIn = async (person: As) => (await person.call('GET', '/api/session')).statusCode === 200
  const acts = async (personId: string) => {
    const rows = await api.world.db.auditEntry.findMany({
      where: { actor: personId, action: { startsWith: 'person.' } },
      orderBy: { sequence: 'desc' },
      take: 2,
    })
    return rows.map(({ action, facts }) => ({ action, facts }))
  }
  /** Signs in so many times, a minute apart. */
  async function signedIn(account: string, times: number): Promise<As[]> {
    const all: As[] = []
    for (let i = 0; i < times; i += 1) {
      api.clock.at += minute
      all.push(await api.as('officer', account))
    }
    return all
  }

  it('are listed with when they began, the newest first, and nobody else’s', async () => {
    await signedIn('other', 1)
    const began = api.clock.at + minute
    const [, here] = await signedIn('lin', 2)
    expect(await listOf(here!)).toMatchObject([
      { beganAt: began + minute, usedAt: began + minute, isThis: true },
      { beganAt: began, usedAt: began, isThis: false },
    ])
    expect((await listOf(here!)).map(({ endsAt }) => endsAt - began)).toEqual([31 * minute, 30 * minute])
  })

  it('are not listed when they are over', async () => {
    await signedIn('idle', 1)
    api.clock.at += 30 * minute
    const [here] = await signedIn('idle', 1)
    expect(await listOf(here!)).toMatchObject([{ isThis: true }])
  })

  it('end by the one whose they are, and by nobody else', async () => {
    const [there, here] = await signedIn('mei', 2)
    const [stranger] = await signedIn('stranger', 1)
    const [, { id, beganAt }] = (await listOf(here!)) as [OwnSession, OwnSession]
    const end = async (person: As) => (await person.call('DELETE', `/api/sessions/${id}`)).json<object>()
    expect(await end(stranger!)).toMatchObject({ code: 'not_found' })
    expect(await isIn(there!)).toBe(true)
    expect(await end(here!)).toEqual({ ok: true })
    expect([await isIn(there!), await isIn(here!)]).toEqual([false, true])
    expect((await acts(here!.id))[0]).toEqual({ action: 'person.session_ended', facts: { beganAt } })
    expect(await end(here!)).toMatchObject({ code: 'not_found' })
  })

  it('are eight at once: where a ninth begins, the oldest ends, and the trail says so', async () => {
    const all = await signedIn('wei', 9)
    expect(await Promise.all(all.map(isIn))).toEqual([false, ...all.slice(1).map(() => true)])
    const beganAt = api.clock.at - 8 * minute
    expect(await acts(all[0]!.id)).toEqual([
      { action: 'person.oldest_session_ended', facts: { beganAt } },
      { action: 'person.signed_in', facts: expect.objectContaining({ signInWay: 'password' }) as object },
    ])
  })

  it('are eight also where many begin together', async () => {
    await signedIn('crowd', 1)
    api.clock.at += minute
    const all = await Promise.all(Array.from({ length: 9 }, () => api.as('officer', 'crowd')))
    expect((await Promise.all(all.map(isIn))).filter(Boolean)).toHaveLength(8)
  })

  it('stay shut to a password that is to be changed first', async () => {
    const [person] = await signedIn('newcomer', 1)
    const passwordDueBy = new Date(api.clock.at + 60 * minute)
    await api.world.db.person.update({ where: { id: person!.id }, data: { passwordDueBy } })
    expect((await person!.call('GET', '/api/sessions')).json()).toMatchObject({ code: 'password_change_due' })
  })
})
