import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecretBox } from '@sightline/infra/platform/secret-box'
import type { Role } from '../../contract/people.ts'
import { codeFor, enrolDevice, needingFactors, type Device } from '../test/device.ts'
import { password, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { resetFactor } from '../people/write-person.ts'
import { outdatedFactors, reencryptFactors, secretContext } from './seal.ts'

const minute = 60_000
type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code ?? answer.statusCode

describe.skipIf(!testServer)('the second factor', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startTestApi(undefined, undefined, { signIn: needingFactors })
  })
  afterAll(() => api?.close())

  let addresses = 0
  const enter = (account: string, code?: string, remoteAddress = `10.7.0.${(addresses += 1)}`) =>
    api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { account, password, ...(code === undefined ? {} : { code }) },
      remoteAddress,
    })
  const withCookie = async (answer: Answer, url: string) =>
    api.app.inject({
      method: 'GET',
      url,
      headers: { cookie: String(answer.headers['set-cookie']).split(';')[0] },
    })
  const enrolled = async (role: Role, account: string): Promise<Device> =>
    enrolDevice(api, await api.as(role, account))
  const trailOf = async (id: string) => {
    const rows = await api.world.db.auditEntry.findMany({
      where: { subject: `person/${id}` },
      orderBy: { sequence: 'asc' },
    })
    return rows
      .filter(({ action }) => action !== 'access.refused')
      .map(({ action, facts }) => ({ action, facts }))
  }

  it('is set up before anything else is answered, and its secret and codes are kept by nobody who could read them', async () => {
    const lin = await api.as('officer', 'lin')
    expect(codeOf(await lin.call('GET', '/api/alerts'))).toBe('second_factor_due')
    for (const url of ['/api/sources', '/api/sessions', '/docs/json', '/api/live'])
      expect([url, codeOf(await lin.call('GET', url))]).toEqual([url, 'second_factor_due'])
    expect((await lin.call('GET', '/api/session')).json()).toMatchObject({
      permissions: [],
      due: 'second_factor_due',
    })
    expect(codeOf(await lin.call('POST', '/api/session/second-factor/confirm', { code: '123456' }))).toBe(
      'enrolment_over',
    )
    const device = await enrolDevice(api, lin)
    expect(device.recovery).toHaveLength(10)
    expect((await device.as.call('GET', '/api/alerts')).statusCode).toBe(200)
    expect(codeOf(await lin.call('GET', '/api/session'))).toBe('not_signed_in')
    const { db } = api.world
    const kept = JSON.stringify([
      await db.secondFactor.findMany(),
      await db.recoveryCode.findMany(),
      await db.auditEntry.findMany(),
      await db.session.findMany(),
    ])
    for (const secret of [
      device.secret,
      ...device.recovery,
      ...device.recovery.map((one) => one.replaceAll('-', '')),
    ])
      expect(kept).not.toContain(secret)
    expect(await trailOf(lin.id)).toMatchObject([
      { action: 'person.created' },
      { action: 'person.signed_in', facts: { signInWay: 'password', gaveFactor: false } },
      { action: 'person.factor_begun', facts: { address: '127.0.0.1' } },
      { action: 'person.factor_enrolled', facts: { replaced: false } },
    ])
  })

  it('is asked for after the right password alone; a code is taken once, also of two who come at once', async () => {
    const device = await enrolled('head', 'mei')
    expect(codeOf(await enter('mei'))).toBe('second_factor_needed')
    expect(codeOf(await enter('mei', '000000'))).toBe('second_factor_wrong')
    expect(codeOf(await enter('mei', device.code(-1)))).toBe('second_factor_wrong')
    expect(codeOf(await enter('mei', device.code(0)))).toBe('second_factor_wrong')
    const both = await Promise.all([enter('mei', device.code(1)), enter('mei', device.code(1))])
    expect(both.map(codeOf).map(String).toSorted()).toEqual(['200', 'second_factor_wrong'])
    const wrong = { account: 'mei', password: 'wrong', code: device.code(1) }
    const [known, unknown] = await Promise.all(
      ['mei', 'nobody.here'].map((account) =>
        api.app.inject({
          method: 'POST',
          url: '/api/session',
          payload: { ...wrong, account },
          remoteAddress: '10.6.0.1',
        }),
      ),
    )
    expect(known?.json()).toEqual(unknown?.json())
    api.clock.at -= 60 * minute
    expect(codeOf(await enter('mei', device.code(0)))).toBe(200)
    api.clock.at += 60 * minute
  })

  it('a recovery code is taken once, as it is typed, and the trail counts the rest', async () => {
    const device = await enrolled('supervisor', 'sun')
    const [one = '', two = ''] = device.recovery
    const both = await Promise.all([enter('sun', one), enter('sun', one.toLowerCase().replaceAll('-', ' '))])
    expect(both.map(codeOf).map(String).toSorted()).toEqual(['200', 'second_factor_wrong'])
    const [inside] = both.filter(({ statusCode }) => statusCode === 200)
    expect((await withCookie(inside!, '/api/session/account')).json()).toMatchObject({
      factor: { isRequired: true, recoveryLeft: 9 },
    })
    expect(codeOf(await enter('mei', two))).toBe('second_factor_wrong')
    expect(
      (await trailOf(device.as.id)).find(({ action }) => action === 'person.recovery_used'),
    ).toMatchObject({
      facts: { codesLeft: 9 },
    })
  })

  it('a stolen password guesses five codes from a hundred addresses, then none; its owner comes in by a recovery code', async () => {
    const device = await enrolled('officer', 'stolen')
    const guesses = await Promise.all(Array.from({ length: 7 }, () => enter('stolen', '000000')))
    expect(guesses.map(codeOf).map(String).toSorted()).toEqual([
      ...Array<string>(2).fill('second_factor_locked'),
      ...Array<string>(5).fill('second_factor_wrong'),
    ])
    expect(codeOf(await enter('stolen', device.code(1)))).toBe('second_factor_locked')
    api.clock.at += 16 * minute
    expect(codeOf(await enter('stolen', '000000'))).toBe('second_factor_wrong')
    await api.world.db.secondFactor.updateMany({ where: { personId: device.as.id }, data: { wrongCodes: 9 } })
    expect(codeOf(await enter('stolen', '000000'))).toBe('second_factor_wrong')
    api.clock.at += 59 * minute
    expect(codeOf(await enter('stolen', device.code(0)))).toBe('second_factor_locked')
    expect(codeOf(await enter('stolen', device.recovery[0]))).toBe(200)
    expect(codeOf(await enter('stolen', device.code(0)))).toBe(200)
  })

  it('five wrong codes lock their address as wrong passwords do', async () => {
    const device = await enrolled('head', 'hasty')
    for (let i = 0; i < 5; i += 1) await enter('hasty', 'AAAA-AAAA-AAAA-AAAA', '10.6.1.1')
    expect(codeOf(await enter('hasty', device.code(1), '10.6.1.1'))).toBe('account_locked')
    expect(codeOf(await enter('hasty', device.code(1), '10.6.1.2'))).toBe(200)
  })

  it('is set up by nobody who has the password from somebody else, nor in another session', async () => {
    const one = await api.as('officer', 'newcomer')
    const due = { passwordDueBy: new Date(api.clock.at + 60 * minute) }
    await api.world.db.person.update({ where: { id: one.id }, data: due })
    expect(codeOf(await one.call('POST', '/api/session/second-factor', {}))).toBe('password_change_due')
    await api.world.db.person.update({ where: { id: one.id }, data: { passwordDueBy: null } })
    const { secret } = (await one.call('POST', '/api/session/second-factor', {})).json<{ secret: string }>()
    const two = await api.as('officer', 'newcomer')
    const code = codeFor(secret, api.clock.at)
    expect(codeOf(await two.call('POST', '/api/session/second-factor/confirm', { code }))).toBe(
      'enrolment_over',
    )
    await two.call('POST', '/api/session/second-factor', {})
    api.clock.at += 16 * minute
    expect(codeOf(await two.call('POST', '/api/session/second-factor/confirm', { code }))).toBe(
      'enrolment_over',
    )
  })

  it('is replaced by a code of the present one alone, which is good until then', async () => {
    const { as, code, recovery } = await enrolled('officer', 'other.phone')
    expect(codeOf(await as.call('POST', '/api/session/second-factor', {}))).toBe('second_factor_needed')
    expect(codeOf(await as.call('POST', '/api/session/second-factor', { code: '000000' }))).toBe(
      'second_factor_wrong',
    )
    const other = await enrolDevice(api, as, recovery[0])
    expect(codeOf(await enter('other.phone', code(1)))).toBe('second_factor_wrong')
    expect(codeOf(await enter('other.phone', recovery[1]))).toBe('second_factor_wrong')
    const inside = await enter('other.phone', other.code(1))
    expect(codeOf(inside)).toBe(200)
    const again = await api.app.inject({
      method: 'POST',
      url: '/api/session/second-factor/recovery',
      headers: { cookie: String(inside.headers['set-cookie']).split(';')[0] },
      payload: { code: other.recovery[0] },
    })
    expect(again.json<{ codes: string[] }>().codes).toHaveLength(10)
    expect(codeOf(await enter('other.phone', other.recovery[1]))).toBe('second_factor_wrong')
  })

  it('is asked of a session whose person becomes one who decides', async () => {
    const one = await api.as('operator', 'promoted')
    expect((await one.call('GET', '/api/alerts')).statusCode).toBe(200)
    await api.world.db.person.update({ where: { id: one.id }, data: { role: 'head' } })
    expect(codeOf(await one.call('GET', '/api/alerts'))).toBe('second_factor_due')
  })

  it('is taken away by two administrators, and ends what was begun with it', async () => {
    const victim = await enrolled('officer', 'victim')
    const [a, b] = [await enrolled('system_admin', 'adm.a'), await enrolled('security_admin', 'adm.b')]
    const asked = await a.as.call('PATCH', `/api/people/${victim.as.id}`, { version: 1, resetsFactor: true })
    const { request } = asked.json<{ request: { id: string } }>()
    expect(request).toMatchObject({ resetsFactor: true, setsPassword: false, allowsProvider: false })
    const way = `/api/people/requests/${request.id}`
    const decide = (by: Device) => by.as.call('POST', way, { decision: 'approve' })
    expect(codeOf(await decide(a))).toBe('not_permitted')
    const alone = await a.as.call('POST', `${way}/stand-in`, { decision: 'approve' })
    expect(codeOf(alone)).toBe('second_person_needed')
    expect((await victim.as.call('GET', '/api/alerts')).statusCode).toBe(200)
    expect(codeOf(await decide(b))).toBe(200)
    expect(codeOf(await victim.as.call('GET', '/api/alerts'))).toBe('not_signed_in')
    expect(codeOf(await enter('victim', victim.recovery[0]))).toBe(200)
    expect((await enter('victim')).json()).toMatchObject({ due: 'second_factor_due', permissions: [] })
    expect(await trailOf(victim.as.id)).toContainEqual({
      action: 'person.factor_reset',
      facts: { request: request.id, requested_by: a.as.id },
    })
    await resetFactor(api.world, 'adm.a', 'system')
    expect((await enter('adm.a')).json()).toMatchObject({ due: 'second_factor_due' })
  })

  it('is sealed anew under a newer key, and opens in no other person’s row', async () => {
    const { as, secret } = await enrolled('officer', 'sealed')
    const { db } = api.world
    const secretBox = createSecretBox([Buffer.alloc(32, 7), Buffer.alloc(32, 8)])
    expect(await outdatedFactors(db, secretBox)).toContain(as.id)
    expect(await reencryptFactors({ db, secretBox })).toBeGreaterThan(5)
    expect(await outdatedFactors(db, secretBox)).toEqual([])
    const row = await db.secondFactor.findUniqueOrThrow({ where: { personId: as.id } })
    expect(secretBox.decrypt(String(row.sealedSecret), secretContext(as.id))).toBe(secret)
    expect(() => secretBox.decrypt(String(row.sealedSecret), secretContext('other'))).toThrow('seal_broken')
  })
})
