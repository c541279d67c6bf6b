import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonRequest } from '../../contract/people.ts'
import { day, signIn, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { resetPassword } from './write-person.ts'

const first = 'First-otter-3-window'
const other = 'Other-otter-4-window'
type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code
const requestOf = (answer: Answer) => answer.json<{ request: PersonRequest }>().request

describe.skipIf(!testServer)('what needs a second administrator', () => {
  let api: TestApi
  let a: As
  let b: As
  let bId = ''
  beforeAll(async () => {
    api = await startTestApi()
    a = await api.as('admin', 'adm.a')
  })
  afterAll(() => api?.close())

  const certificate = (number: string) => ({ number, validUntil: api.clock.at + 365 * day })
  const create = (by: As, account: string, role = 'officer') =>
    by.call('POST', '/api/people', {
      account,
      name: account,
      role,
      password: first,
      certificate: role === 'officer' ? certificate(`CQ-${account}`) : null,
    })
  const change = (by: As, person: { id: string; version?: number }, what: object) =>
    by.call('PATCH', `/api/people/${person.id}`, { version: person.version ?? 1, ...what })
  const decide = (by: As, { id }: { id: string }, decision: 'approve' | 'refuse') =>
    by.call('POST', `/api/people/requests/${id}`, { decision })
  const open = async () =>
    (await b.call('GET', '/api/people/requests')).json<{ items: PersonRequest[] }>().items
  const signsIn = async (account: string, password: string) =>
    (await signIn(api.app, { account, password })).statusCode === 200
  const lastAudit = (action: string) =>
    api.world.db.auditEntry.findFirst({ where: { action }, orderBy: { sequence: 'desc' } })

  it('a single administrator makes no officer, and one second administrator', async () => {
    const asked = await create(a, 'early')
    expect(asked.json()).toMatchObject({ person: null, request: { account: 'early', setsPassword: true } })
    expect(await signsIn('early', first)).toBe(false)
    expect(codeOf(await decide(a, requestOf(asked), 'approve'))).toBe('second_person_needed')
    expect((await decide(a, requestOf(asked), 'refuse')).statusCode).toBe(200)
    const made = await Promise.all([create(a, 'adm.b', 'admin'), create(a, 'adm.x', 'admin')])
    const people = made.flatMap(
      (one) => one.json<{ person: { id: string; account: string } | null }>().person ?? [],
    )
    expect(people).toHaveLength(1)
    expect((await lastAudit('person.created'))?.facts).toMatchObject({ made_by_only_administrator: true })
    const account = String(people[0]?.account)
    bId = String(people[0]?.id)
    await api.world.db.person.update({ where: { id: bId }, data: { passwordDueBy: null } })
    const cookie = String((await signIn(api.app, { account, password: first })).headers['set-cookie']).split(
      ';',
    )[0]
    b = {
      id: bId,
      cookie: String(cookie),
      call: (method, url, body) =>
        api.app.inject({
          method,
          url,
          headers: { cookie: String(cookie) },
          ...(body ? { payload: body } : {}),
        }),
    }
    for (const request of await open()) await decide(a, request, 'refuse')
  })

  it('an officer is there when the second approves, and the trail says who made whom', async () => {
    const asked = await create(a, 'off.one')
    expect(asked.body).not.toMatch(/argon2|otter/)
    const request = requestOf(asked)
    expect(await open()).toEqual([request])
    expect(await signsIn('off.one', first)).toBe(false)
    expect(codeOf(await decide(a, request, 'approve'))).toBe('second_person_needed')
    expect((await decide(b, request, 'approve')).json()).toMatchObject({
      person: { account: 'off.one', certificate: { number: 'CQ-off.one' } },
    })
    expect(await signsIn('off.one', first)).toBe(true)
    expect(await open()).toEqual([])
    expect((await lastAudit('person.request_approved'))?.facts).toMatchObject({
      requested_by: a.id,
      approver_made_by_requester: true,
      requester_made_by_approver: false,
    })
    expect(codeOf(await decide(b, request, 'approve'))).toBe('not_found')
    expect(codeOf(await create(a, 'off.one'))).toBe('name_taken')
  })

  it.each([
    ['a password', () => ({ password: other })],
    ['a certificate', () => ({ certificate: certificate('CQ-9999') })],
    ['no certificate', () => ({ certificate: null })],
  ])('%s of an officer changes when the second approves', async (name, what) => {
    const person = await api.as('officer', `off.${name.length}`)
    const row = () => api.world.db.person.findUniqueOrThrow({ where: { id: person.id } })
    const before = await row()
    const asked = await change(a, person, what())
    expect(asked.json()).toMatchObject({ request: { personId: person.id } })
    expect(await row()).toEqual(before)
    await decide(b, requestOf(asked), 'approve')
    const after = await row()
    expect([after.passwordHash, after.certificateNumber]).not.toEqual([
      before.passwordHash,
      before.certificateNumber,
    ])
  })

  it('a name and the same certificate take effect at once; what was changed meanwhile is not approved', async () => {
    const person = await api.as('officer', 'renamed')
    const { certificateUntil } = await api.world.db.person.findUniqueOrThrow({ where: { id: person.id } })
    const same = { number: 'CQ-renamed', validUntil: certificateUntil?.getTime() }
    const named = await change(a, person, { name: 'New', certificate: same })
    expect(named.json()).toMatchObject({ person: { name: 'New', version: 2 }, request: null })
    const both = await change(a, { ...person, version: 2 }, { name: 'Newer', password: other })
    expect(both.json()).toMatchObject({ person: { name: 'Newer', version: 3 }, request: { name: 'Newer' } })
    await change(a, { ...person, version: 3 }, { active: false })
    expect(codeOf(await decide(b, requestOf(both), 'approve'))).toBe('changed_meanwhile')
    await decide(b, requestOf(both), 'refuse')
  })

  it.each(['legal_reviewer', 'head', 'supervisor'])(
    'a %s, and their password, need another one too',
    async (role) => {
      const asked = await create(a, `new.${role}`, role)
      expect(asked.json()).toMatchObject({ person: null, request: { role } })
      expect(codeOf(await decide(a, requestOf(asked), 'approve'))).toBe('second_person_needed')
      const made = (await decide(b, requestOf(asked), 'approve')).json<{ person: { id: string } }>().person
      const reset = await change(a, made, { password: other })
      expect(reset.json()).toMatchObject({ request: { setsPassword: true } })
      expect(await signsIn(`new.${role}`, other)).toBe(false)
      await decide(b, requestOf(reset), 'refuse')
    },
  )

  it('an administrator’s password, and a third administrator, need another one too', async () => {
    const asked = await change(a, { id: bId }, { password: other })
    expect(codeOf(await decide(b, requestOf(asked), 'approve'))).toBe('second_person_needed')
    expect(codeOf(await decide(b, requestOf(asked), 'refuse'))).toBe('second_person_needed')
    await decide(a, requestOf(asked), 'refuse')
    const third = await create(a, 'adm.c', 'admin')
    expect(third.json()).toMatchObject({ person: null })
    await decide(b, requestOf(third), 'refuse')
    expect(await signsIn('adm.c', first)).toBe(false)
    await resetPassword(api.world, { account: 'adm.a', password: other }, 'system')
    expect(await signsIn('adm.a', other)).toBe(true)
    await api.world.db.person.update({ where: { id: a.id }, data: { passwordDueBy: null } })
    await signIn(api.app, { account: 'adm.a', password: other })
  })

  it('lapses after 72 hours, and with its requester', async () => {
    const asked = await create(b, 'off.late')
    api.clock.at += 3 * day
    const c = await api.as('admin', 'adm.d')
    expect(codeOf(await decide(c, requestOf(asked), 'approve'))).toBe('not_found')
    await api.world.db.personRequest.updateMany({ data: { expiresAt: new Date(api.clock.at + day) } })
    await api.world.db.person.update({ where: { id: bId }, data: { active: false } })
    expect(codeOf(await decide(c, requestOf(asked), 'approve'))).toBe('not_found')
  })
})
