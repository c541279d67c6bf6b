import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnAccount } from '../../contract/second-factor.ts'
import { day, password, signIn, startTestApi, type As, type TestApi } from '../test/api.ts'
import { needingFactors } from '../test/device.ts'
import { testServer } from '../test/database.ts'

const hour = 3_600_000
type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code ?? answer.statusCode

/** As a site is set that was told nothing, but for the second factor. */
const signInSettings = {
  ...needingFactors,
  secondFactor: 'optional',
  idleMs: 10 * 60_000,
  sessionMs: 8 * hour,
} as const

describe.skipIf(!testServer)('sessions and passwords of a site', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi(undefined, undefined, { signIn: signInSettings })
  })
  afterAll(() => api?.close())
  const asks = (person: As) => person.call('GET', '/api/session')

  it('a later sign-in ends the one before, which is told when and from where', async () => {
    const here = await api.as('officer', 'lin')
    const stranger = await api.as('officer', 'wei')
    const payload = { account: 'lin', password }
    api.clock.at += 1_000
    const there = await api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload,
      remoteAddress: '10.5.0.9',
    })
    expect(there.statusCode).toBe(200)
    const told = await asks(here)
    expect([told.statusCode, told.json()]).toEqual([
      401,
      { code: 'signed_in_elsewhere', facts: { at: api.clock.at, address: '10.5.0.9' } },
    ])
    expect(codeOf(await asks(stranger))).toBe(200)
    api.clock.at += 9 * hour
    await api.as('officer', 'wei')
    expect(codeOf(await asks(here))).toBe('not_signed_in')
  })

  it('of ten who sign in at once as one person, one is in', async () => {
    await api.as('head', 'crowd')
    const all = await Promise.all(Array.from({ length: 5 }, () => api.as('head', 'crowd')))
    const codes = await Promise.all(all.map(async (one) => codeOf(await asks(one))))
    expect(codes.filter((code) => code === 200)).toHaveLength(1)
    expect(codes.filter((code) => code === 'signed_in_elsewhere')).toHaveLength(4)
  })

  it('an operator has two, for the wall and the desk', async () => {
    const all = [await api.as('operator', 'olga'), await api.as('operator', 'olga')]
    api.clock.at += 1_000
    all.push(await api.as('operator', 'olga'))
    expect((await Promise.all(all.map(asks))).map(codeOf).filter((code) => code === 200)).toHaveLength(2)
  })

  it('end by the times that are set, the operator’s by the longer one alone', async () => {
    const [officer, operator] = [await api.as('officer', 'idle'), await api.as('operator', 'night')]
    api.clock.at += 11 * 60_000
    expect([codeOf(await asks(officer)), codeOf(await asks(operator))]).toEqual(['not_signed_in', 200])
    api.clock.at += 8 * hour
    expect(codeOf(await asks(operator))).toBe('not_signed_in')
  })

  it('a password of 90 days opens nothing but the change of it', async () => {
    const early = await api.as('legal_reviewer', 'chen')
    const { passwordEndsAt } = (await asks(early)).json<{ passwordEndsAt: number }>()
    expect(passwordEndsAt).toBe(api.clock.at + 90 * day)
    const operator = await api.as('operator', 'olga')
    expect((await asks(operator)).json()).toMatchObject({ passwordEndsAt: null, due: null })
    api.clock.at += 90 * day
    const late = await api.as('legal_reviewer', 'chen')
    expect((await asks(late)).json()).toMatchObject({ due: 'password_too_old', permissions: [] })
    expect(codeOf(await late.call('GET', '/api/sources'))).toBe('password_too_old')
    const next = 'Own-lantern-5-harbour'
    const changed = await late.call('POST', '/api/session/password', { current: password, next })
    expect(changed.json()).toMatchObject({ due: null, passwordEndsAt: api.clock.at + 90 * day })
    expect((await late.call('GET', '/api/sources')).statusCode).toBe(200)
  })

  it('five changes in a minute bring no old password back', async () => {
    const one = await api.as('officer', 'cycling')
    api.clock.at += 2 * day
    const person = await api.as('officer', 'cycling')
    const change = (current: string, next: string) =>
      person.call('POST', '/api/session/password', { current, next })
    const words = [password, ...['a', 'b', 'c', 'd', 'e'].map((letter) => `Own-lantern-5-harbour-${letter}`)]
    for (let i = 1; i < words.length; i += 1) expect(codeOf(await change(words[i - 1]!, words[i]!))).toBe(200)
    expect(codeOf(await change(words.at(-1)!, password))).toBe('password_reused')
    expect(one.id).toBe(person.id)
  })

  it('my account tells of my sign-ins, and of nobody else’s', async () => {
    const person = await api.as('supervisor', 'sun')
    await signIn(api.app, { account: 'sun', password: 'wrong' })
    const account = (await person.call('GET', '/api/session/account')).json<OwnAccount>()
    expect(account).toMatchObject({
      factor: { isOn: true, isRequired: false, enrolledAt: null, recoveryLeft: 0 },
      signIns: [{ at: api.clock.at, address: expect.stringMatching(/^10\./) as string, way: 'password' }],
      passwordEndsAt: api.clock.at + 90 * day,
      provider: null,
    })
  })
})
