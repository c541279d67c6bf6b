import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OriginalPermission } from '../../contract/originals.ts'
import { fileOneCase } from '../test/filed-case.ts'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { permitOriginals } from '../test/take-package.ts'

describe.skipIf(!testServer)('taking originals out', () => {
  let api: TestApi
  let caseId: string
  let people: Record<'ann' | 'bob' | 'head' | 'legal', As>
  beforeAll(async () => {
    api = await startTestApi()
    caseId = (await fileOneCase(api)).caseId
    people = {
      ann: await api.as('officer', 'ann'),
      bob: await api.as('officer', 'bob'),
      head: await api.as('head'),
      legal: await api.as('legal_reviewer'),
    }
  })
  afterAll(() => api?.close())

  const body = (more: object = {}) => ({
    caseId,
    purpose: '行政诉讼举证',
    receiver: '某区人民法院',
    validUntil: api.clock.at + day,
    ...more,
  })
  const ask = (as: As, more: object = {}) => as.call('POST', '/api/originals', body(more))
  const asked = async (as: As) => (await ask(as)).json<OriginalPermission>().id
  const decide = (as: As, id: string, decision = 'grant') =>
    as.call('POST', `/api/originals/${id}/decision`, { decision })
  const take = (as: As, permission?: string) =>
    as.call(
      'GET',
      `/api/cases/${caseId}/package${permission === undefined ? '' : `?permission=${permission}`}`,
    )
  const told = async (as: As, permission?: string) => {
    const answer = await take(as, permission)
    const { code, facts } = answer.json<{ code: string; facts: { why?: string } }>()
    return [answer.statusCode, code, facts.why]
  }
  const needed = (why: string) => [403, 'original_permission_needed', why]

  it('is refused to everybody who has no permission, and the refusal is on record with the address (R21)', async () => {
    for (const as of [people.ann, people.head]) expect(await told(as)).toEqual(needed('none'))
    const admin = await api.as('device_admin')
    expect((await take(admin)).json()).toMatchObject({ code: 'not_permitted' })
    expect(await told(people.ann, 'no-such')).toEqual(needed('none'))
    const rows = await api.world.db.auditEntry.findMany({ where: { action: 'access.refused' } })
    expect(rows.map(({ actor, facts }) => ({ actor, ...(facts as object) }))).toContainEqual({
      actor: people.ann.id,
      route: 'GET /api/cases/:id/package',
      code: 'original_permission_needed',
      address: '127.0.0.1',
    })
  })

  it('waits for somebody else: who asked cannot grant, and is let by what another one signed, as one and no other', async () => {
    const id = await asked(people.head)
    expect(await told(people.head, id)).toEqual(needed('waiting'))
    const own = await decide(people.head, id)
    expect([own.statusCode, own.json()]).toMatchObject([403, { code: 'second_person_needed' }])
    const granted = await decide(people.legal, id)
    expect(granted.json<OriginalPermission>()).toMatchObject({
      state: 'in_force',
      decision: { isGranted: true, by: { id: people.legal.id }, keyId: api.world.signer.keyId },
    })
    expect((await take(people.head, id)).statusCode).toBe(200)
    expect(await told(people.ann, id)).toEqual(needed('other_person'))
    const trail = await api.world.db.auditEntry.findMany({
      where: { subject: `case/${caseId}`, facts: { path: ['permission'], equals: id } },
      orderBy: { sequence: 'asc' },
    })
    expect(trail.map(({ action }) => action)).toEqual([
      'original.asked',
      'original.granted',
      'package.exported',
    ])
    expect(trail.at(-1)?.facts).toMatchObject({ receiver: '某区人民法院', address: '127.0.0.1' })
  })

  it('is decided once, of two at once too', async () => {
    const id = await asked(people.ann)
    const answers = await Promise.all([decide(people.head, id, 'refuse'), decide(people.legal, id)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const late = await decide(people.legal, id)
    expect(late.json()).toMatchObject({ code: 'original_decided' })
    expect(await api.world.db.originalDecision.count({ where: { permissionId: id } })).toBe(1)
  })

  it('is for one case: a permission of another one opens nothing here', async () => {
    const id = await permitOriginals(api, people.ann, caseId)
    const { db } = api.world
    const other = await db.case.create({
      data: {
        id: 'other-case',
        number: '2026-009999',
        alertId: (await db.case.findUniqueOrThrow({ where: { id: caseId } })).alertId,
        proposedAt: new Date(api.clock.at),
      },
    })
    const answer = await people.ann.call('GET', `/api/cases/${other.id}/package?permission=${id}`)
    expect(answer.json()).toMatchObject({ code: 'original_permission_needed', facts: { why: 'other_case' } })
  })

  it('is let by nothing that somebody wrote past the product', async () => {
    const id = await asked(people.ann)
    const { db } = api.world
    const forged = { isGranted: true, note: '', at: new Date(api.clock.at), byId: people.head.id }
    const signature = api.world.signer.sign(Buffer.from('something else'))
    await db.originalDecision.create({
      data: { permissionId: id, ...forged, signature, keyId: api.world.signer.keyId },
    })
    expect(await told(people.ann, id)).toEqual(needed('altered'))
    await expect(db.originalDecision.updateMany({ data: { isGranted: true } })).rejects.toThrow(/append-only/)
    await expect(db.originalPermission.deleteMany({})).rejects.toThrow(/append-only/)
  })

  it.each<[string, () => object, number, string]>([
    ['without a purpose', () => ({ purpose: '好' }), 400, 'purpose'],
    ['for nobody', () => ({ receiver: '' }), 400, 'receiver'],
    ['for longer than thirty days', () => ({ validUntil: api.clock.at + 31 * day }), 422, 'validUntil'],
    ['for a time that is over', () => ({ validUntil: api.clock.at }), 422, 'validUntil'],
  ])('cannot be asked %s', async (...[, more, status, path]) => {
    const answer = await ask(people.ann, more())
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { problems: [{ path }] }])
  })

  it('ends with its time', async () => {
    const id = await permitOriginals(api, people.bob, caseId)
    expect((await take(people.bob, id)).statusCode).toBe(200)
    api.clock.at += 3 * day
    people.bob = await api.as('officer', 'bob')
    expect(await told(people.bob, id)).toEqual([403, 'original_permission_expired', undefined])
    const { items } = (await people.bob.call('GET', `/api/originals?caseId=${caseId}`)).json<{
      items: OriginalPermission[]
    }>()
    expect(items.find((one) => one.id === id)?.state).toBe('expired')
  })
})
