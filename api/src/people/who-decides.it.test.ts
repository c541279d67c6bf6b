import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonRequest, Role } from '../../contract/people.ts'
import { day, signIn, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { resetPassword } from './write-person.ts'

const first = 'First-otter-3-window'
const other = 'Other-otter-4-window'
type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code ?? answer.statusCode
const requestOf = (answer: Answer) => answer.json<{ request: PersonRequest }>().request

describe.skipIf(!testServer)('who makes whom', () => {
  let api: TestApi
  /** The first system administrator. */
  let sam: As
  /** The first security administrator, made by sam. */
  let sue: As
  beforeAll(async () => {
    api = await startTestApi()
    sam = await api.as('system_admin', 'sam')
  })
  afterAll(() => api?.close())

  const certificate = (number: string) => ({ number, validUntil: api.clock.at + 365 * day })
  const create = (by: As, account: string, role: Role = 'officer') =>
    by.call('POST', '/api/people', {
      account,
      name: account,
      role,
      password: first,
      certificate: role === 'officer' ? certificate(`CQ-${account}`) : null,
    })
  const change = (by: As, person: { id: string; version?: number }, what: object) =>
    by.call('PATCH', `/api/people/${person.id}`, { version: person.version ?? 1, ...what })
  const decide = (by: As, { id }: { id: string }, decision: 'approve' | 'refuse' = 'approve') =>
    by.call('POST', `/api/people/requests/${id}`, { decision })
  const standIn = (by: As, { id }: { id: string }, decision: 'approve' | 'refuse' = 'approve') =>
    by.call('POST', `/api/people/requests/${id}/stand-in`, { decision })
  const open = async () =>
    (await sam.call('GET', '/api/people/requests')).json<{ items: PersonRequest[] }>().items
  const signsIn = async (account: string, password: string) =>
    (await signIn(api.app, { account, password })).statusCode === 200
  const lastAudit = (action: string) =>
    api.world.db.auditEntry.findFirst({ where: { action }, orderBy: { sequence: 'desc' } })
  const withdrawAll = async (by: As) => {
    for (const request of await open()) await standIn(by, request, 'refuse')
  }
  /** Whom another person registered, with an own password. */
  const settled = async (account: string): Promise<As> => {
    await resetPassword(api.world, { account, password: 'Settled-otter-9-window' }, 'system')
    const data = { passwordDueBy: null }
    const { id } = await api.world.db.person.update({ where: { account }, data })
    const answer = await signIn(api.app, { account, password: 'Settled-otter-9-window' })
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    expect([account, answer.statusCode]).toEqual([account, 200])
    return {
      id,
      cookie,
      call: (method, url, body) =>
        api.app.inject({ method, url, headers: { cookie }, ...(body ? { payload: body } : {}) }),
    }
  }

  it('the only administrator makes nobody who judges, not even with a second hand of his own', async () => {
    for (const role of ['officer', 'legal_reviewer', 'head', 'supervisor'] as const) {
      const asked = await create(sam, `early.${role}`, role)
      expect(asked.json()).toMatchObject({ person: null, request: { role, setsPassword: true } })
      expect(codeOf(await standIn(sam, requestOf(asked)))).toBe('second_person_needed')
      expect(codeOf(await decide(sam, requestOf(asked)))).toBe('not_permitted')
      expect(await signsIn(`early.${role}`, first)).toBe(false)
    }
    await withdrawAll(sam)
    expect(await open()).toEqual([])
  })

  it('he makes the other administrators, which the trail marks; of a second system administrator at once with a first security administrator one waits', async () => {
    const device = await create(sam, 'dave', 'device_admin')
    expect(device.json()).toMatchObject({ person: { role: 'device_admin' }, request: null })
    expect((await lastAudit('person.created'))?.facts).toMatchObject({ made_by_only_administrator: true })
    expect((await create(sam, 'olga', 'operator')).json()).toMatchObject({ request: null })
    expect((await lastAudit('person.created'))?.facts).not.toHaveProperty('made_by_only_administrator')
    const made = await Promise.all([create(sam, 'sid', 'system_admin'), create(sam, 'sue', 'security_admin')])
    const waiting = made.flatMap((one) => (requestOf(one) === null ? [] : [requestOf(one)]))
    expect(waiting).toHaveLength(1)
    await withdrawAll(sam)
    // However it fell, the test goes on with one of each.
    await api.world.db.person.updateMany({ where: { account: 'sid' }, data: { active: false } })
    if (!(await api.world.db.person.findUnique({ where: { account: 'sue' } })))
      expect((await create(sam, 'sue', 'security_admin')).json()).toMatchObject({ request: null })
    sue = await settled('sue')
  })

  it('from then on he asks and she decides: neither does both, and a second system administrator decides nothing', async () => {
    const asked = await create(sam, 'off.one')
    expect(asked.body).not.toMatch(/argon2|otter/)
    const request = requestOf(asked)
    expect(await open()).toEqual([request])
    const sid = await api.as('system_admin', 'sid.two')
    expect(codeOf(await standIn(sid, request))).toBe('security_admin_decides')
    expect(codeOf(await standIn(sid, request, 'refuse'))).toBe('security_admin_decides')
    expect(codeOf(await standIn(sam, request))).toBe('second_person_needed')
    expect(codeOf(await decide(sid, request))).toBe('not_permitted')
    expect(codeOf(await create(sue, 'off.two'))).toBe('not_permitted')
    expect(codeOf(await change(sue, sue, { name: 'other' }))).toBe('not_permitted')
    expect((await decide(sue, request)).json()).toMatchObject({
      person: { account: 'off.one', certificate: { number: 'CQ-off.one' } },
    })
    expect(await signsIn('off.one', first)).toBe(true)
    expect((await lastAudit('person.request_approved'))?.facts).toMatchObject({
      requested_by: sam.id,
      approver_made_by_requester: true,
      requester_made_by_approver: false,
    })
    expect(codeOf(await decide(sue, request))).toBe('not_found')
    expect(codeOf(await create(sam, 'off.one'))).toBe('name_taken')
    await change(sam, sid, { active: false })
  })

  it.each(['device_admin', 'system_admin', 'security_admin', 'audit_admin', 'head'] as const)(
    'a %s more needs her too, and so does every password of theirs',
    async (role) => {
      const asked = await create(sam, `more.${role}`, role)
      expect(asked.json()).toMatchObject({ person: null, request: { role } })
      const made = (await decide(sue, requestOf(asked))).json<{ person: { id: string } }>().person
      const reset = await change(sam, made, { password: other })
      expect(reset.json()).toMatchObject({ request: { setsPassword: true } })
      expect(await signsIn(`more.${role}`, other)).toBe(false)
      await decide(sue, requestOf(reset), 'refuse')
    },
  )

  it.each([
    ['a password', () => ({ password: other })],
    ['a certificate', () => ({ certificate: certificate('CQ-9999') })],
    ['no certificate', () => ({ certificate: null })],
  ])('%s of an officer changes when she approves', async (name, what) => {
    const person = await api.as('officer', `off.${name.length}`)
    const row = () => api.world.db.person.findUniqueOrThrow({ where: { id: person.id } })
    const before = await row()
    const asked = await change(sam, person, what())
    expect(asked.json()).toMatchObject({ request: { personId: person.id } })
    expect(await row()).toEqual(before)
    await decide(sue, requestOf(asked))
    const after = await row()
    expect([after.passwordHash, after.certificateNumber]).not.toEqual([
      before.passwordHash,
      before.certificateNumber,
    ])
  })

  it('a name, and leaving, take effect at once; coming back is granted, and what was changed meanwhile is not', async () => {
    const person = await api.as('officer', 'renamed')
    expect((await change(sam, person, { name: 'New', active: false })).json()).toMatchObject({
      person: { name: 'New', active: false, version: 2 },
      request: null,
    })
    const back = await change(sam, { ...person, version: 2 }, { active: true })
    expect(back.json()).toMatchObject({ person: { active: false }, request: { activates: true } })
    expect((await decide(sue, requestOf(back))).json()).toMatchObject({
      person: { active: true, version: 3 },
    })
    const late = await change(sam, { ...person, version: 3 }, { name: 'Newer', password: other })
    expect(late.json()).toMatchObject({ person: { name: 'Newer', version: 4 }, request: { name: 'Newer' } })
    await change(sam, { ...person, version: 4 }, { active: false })
    expect(codeOf(await decide(sue, requestOf(late)))).toBe('changed_meanwhile')
    await decide(sue, requestOf(late), 'refuse')
  })

  it('of system, security and audit administrators the last one stays, whoever switches them off', async () => {
    const { db } = api.world
    await db.person.updateMany({ where: { account: { startsWith: 'more.' } }, data: { active: false } })
    const ada = await api.as('audit_admin', 'ada')
    const byId = async (id: string) => db.person.findUniqueOrThrow({ where: { id } })
    for (const last of [sam, sue, ada]) {
      const { version } = await byId(last.id)
      expect(codeOf(await change(sam, { id: last.id, version }, { active: false }))).toBe(
        'last_administrator',
      )
      expect((await byId(last.id)).active).toBe(true)
    }
  })

  it('her own password waits for another one of her kind, or for the machine', async () => {
    const asked = await change(sam, { id: sue.id, version: await versionOf(sue) }, { password: other })
    for (const decision of ['approve', 'refuse'] as const)
      expect(codeOf(await decide(sue, requestOf(asked), decision))).toBe('second_person_needed')
    await standIn(sam, requestOf(asked), 'refuse')
    const sos = await api.as('security_admin', 'sos')
    const again = await change(sam, { id: sue.id, version: await versionOf(sue) }, { password: other })
    expect((await decide(sos, requestOf(again))).statusCode).toBe(200)
    expect(await signsIn('sue', other)).toBe(true)
    await api.world.db.person.update({ where: { id: sos.id }, data: { active: false } })
    sue = await settled('sue')
  })
  const versionOf = async ({ id }: As) =>
    (await api.world.db.person.findUniqueOrThrow({ where: { id } })).version

  it('she lifts a lock without touching a password, and he does not', async () => {
    const olga = await api.world.db.person.findUniqueOrThrow({ where: { account: 'olga' } })
    const locked = { account: 'olga', address: '10.1.1.1', count: 5, since: new Date(api.clock.at) }
    await api.world.db.signInFailure.create({ data: locked })
    const unlock = (by: As) => by.call('POST', `/api/people/${olga.id}/unlock`, {})
    expect(codeOf(await unlock(sam))).toBe('not_permitted')
    expect((await unlock(sue)).json()).toEqual({ ok: true })
    expect(await api.world.db.signInFailure.count({ where: { account: 'olga' } })).toBe(0)
    expect(await lastAudit('person.unlocked')).toMatchObject({ actor: sue.id, subject: `person/${olga.id}` })
  })

  it('where she is gone all the same, two system administrators decide for each other again, and one alone makes the next', async () => {
    const { db } = api.world
    const sid = await api.as('system_admin', 'sid.three')
    const asked = requestOf(await create(sam, 'off.gone'))
    await db.person.updateMany({ where: { role: 'security_admin' }, data: { active: false } })
    expect(codeOf(await standIn(sam, asked))).toBe('second_person_needed')
    expect((await standIn(sid, asked)).json()).toMatchObject({ person: { account: 'off.gone' } })
    expect((await create(sam, 'sec.two', 'security_admin')).json()).toMatchObject({ person: null })
    await withdrawAll(sam)
    await db.person.update({ where: { id: sid.id }, data: { active: false } })
    expect((await create(sam, 'sec.two', 'security_admin')).json()).toMatchObject({ request: null })
    expect((await lastAudit('person.created'))?.facts).toMatchObject({ made_by_only_administrator: true })
  })

  it('lapses after 72 hours, and with its requester', async () => {
    const asked = await create(sam, 'off.late')
    api.clock.at += 3 * day
    const fresh = await api.as('security_admin', 'sec.three')
    expect(codeOf(await decide(fresh, requestOf(asked)))).toBe('not_found')
    await api.world.db.personRequest.updateMany({ data: { expiresAt: new Date(api.clock.at + day) } })
    await api.world.db.person.update({ where: { id: sam.id }, data: { active: false } })
    expect(codeOf(await decide(fresh, requestOf(asked)))).toBe('not_found')
  })
})
