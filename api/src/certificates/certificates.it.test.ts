import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CertificatesAnswer } from '../../contract/certificates.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn } from '../test/filed-case.ts'

type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code ?? answer.statusCode

describe.skipIf(!testServer)('certificates by a file', () => {
  let api: TestApi
  let sam: As
  let sue: As
  beforeAll(async () => {
    api = await startTestApi()
    sam = await api.as('system_admin', 'sam')
    sue = await api.as('security_admin', 'sue')
    for (const account of ['ann', 'bob', 'cid']) await api.as('officer', account)
  })
  afterAll(() => api?.close())
  const until = () => new Date(api.clock.at + 200 * day).toISOString().slice(0, 10)
  const send = (text: string, more: object = {}, as = sam) =>
    as.call('POST', '/api/people/certificates', {
      fileName: '执法证.csv',
      base64: Buffer.from(text).toString('base64'),
      dryRun: false,
      ...more,
    })
  const numbers = async () =>
    (await api.world.db.person.findMany({ where: { role: 'officer' }, orderBy: { account: 'asc' } })).map(
      (one) => [one.account, one.certificateNumber, one.certificateRegion],
    )
  const before = [
    ['ann', 'CQ-ann', null],
    ['bob', 'CQ-bob', null],
    ['cid', 'CQ-cid', null],
  ]
  const decide = (request: CertificatesAnswer['request']) =>
    sue.call('POST', `/api/people/requests/${request?.id}`, { decision: 'approve' })

  it('half of it bad: nothing is asked for, and every bad cell is named', async () => {
    const text = `账号,姓名,执法证号,有效期至,区划代码\nann,ann,渝A-0001,${until()},500110\nbob,eve,,2026-13-01,5001\nnil,,X-0001,${until()},`
    const looked = (await send(text, { dryRun: true })).json<CertificatesAnswer>()
    expect(looked.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'number', 'empty'],
      [3, 'validUntil', 'bad_day'],
      [3, 'region', 'bad_region'],
      [3, 'name', 'name_differs'],
      [4, 'account', 'unknown_account'],
    ])
    expect(looked.request).toBeNull()
    expect(codeOf(await send(text))).toBe('certificates_invalid')
    expect(await api.world.db.personRequest.count()).toBe(0)
    expect(await numbers()).toEqual(before)
  })

  it('asked for by who may ask, one request; it changes all when another decides, and who asked decides nothing', async () => {
    const text = `account,number,validUntil,region\nann,CQ-new-1,${until()},500112\nbob,CQ-bob,${until()} 00:00:00,\n`
    for (const as of [sue, await api.as('device_admin'), await api.as('officer', 'ann')])
      expect(codeOf(await send(text, {}, as))).toBe('not_permitted')
    const { changes, request } = (await send(text)).json<CertificatesAnswer>()
    expect(changes.map(({ kind, account }) => [kind, account])).toEqual([
      ['changed', 'ann'],
      ['changed', 'bob'],
      ['gone', 'cid'],
    ])
    expect(request?.certificates?.map(({ account }) => account)).toEqual(['ann', 'bob'])
    expect(await numbers()).toEqual(before)
    const own = await sam.call('POST', `/api/people/requests/${request?.id}/stand-in`, {
      decision: 'approve',
    })
    expect(codeOf(own)).toBe('second_person_needed')
    expect((await decide(request)).json()).toEqual({ person: null })
    expect(await numbers()).toEqual([['ann', 'CQ-new-1', '500112'], ...before.slice(1)])
    const trail = await api.world.db.auditEntry.findMany({ orderBy: { sequence: 'desc' }, take: 3 })
    expect(trail.map(({ action, actor }) => [action, actor])).toEqual([
      ['person.request_approved', sue.id],
      ['person.changed', sue.id],
      ['person.changed', sue.id],
    ])
    expect(trail[0]?.facts).toMatchObject({ requested_by: sam.id, fileName: '执法证.csv', rows: 2 })
  })

  it('what is registered already asks for nothing; who is not in the list loses it only when told', async () => {
    const kept = `account,number,validUntil,region\nann,CQ-new-1,${until()},500112\nbob,CQ-bob,${until()},\n`
    expect(codeOf(await send(kept))).toBe('certificates_unchanged')
    const { request } = (await send(kept, { takesGone: true })).json<CertificatesAnswer>()
    expect(request?.certificates).toMatchObject([{ account: 'cid', to: null }])
    expect((await decide(request)).statusCode).toBe(200)
    expect((await numbers()).at(-1)).toEqual(['cid', null, null])
  })

  it('one person changed meanwhile: the whole list is refused, and none of it stands', async () => {
    const text = `account,number,validUntil\nann,CQ-late-1,${until()}\ncid,CQ-late-2,${until()}\n`
    const { request } = (await send(text)).json<CertificatesAnswer>()
    const cid = await api.world.db.person.findUniqueOrThrow({ where: { account: 'cid' } })
    await sam.call('PATCH', `/api/people/${cid.id}`, { version: cid.version, name: '改名' })
    expect(codeOf(await decide(request))).toBe('changed_meanwhile')
    expect((await numbers()).map(([, number]) => number)).toEqual(['CQ-new-1', 'CQ-bob', null])
  })

  it('an officer whose certificate is of another district confirms nothing here, and brings nothing from the place', async () => {
    const steps = await createSteps(api)
    const alertId = await passedOn(api, steps)
    const [ann, bob] = [await api.as('officer', 'ann'), await api.as('officer', 'bob')]
    for (const officer of [ann, bob]) await steps.openAll(officer, alertId)
    const refused = await steps.review(ann, alertId)
    expect([codeOf(refused), refused.json<{ facts: object }>().facts]).toMatchObject([
      'ev_cert',
      { region: '500112', place: '500110' },
    ])
    const file = await api.app.inject({
      method: 'POST',
      url: `/api/alerts/${alertId}/site-files?name=a.jpg`,
      headers: { cookie: ann.cookie, 'content-type': 'application/octet-stream' },
      payload: Buffer.from('x'),
    })
    expect(file.json()).toMatchObject({ code: 'ev_cert' })
    expect((await steps.review(bob, alertId)).statusCode).toBe(200)
  })
})
