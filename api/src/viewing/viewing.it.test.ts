import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { recordViews } from './count-view.ts'

const minute = 60_000

describe.skipIf(!testServer)('looking at pictures', () => {
  let api: TestApi
  let steps: Steps
  let operator: As
  let exhibitId: string
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    operator = await api.as('operator')
    await steps.alertOf({ findingId: 'seen' })
    exhibitId = (await api.world.db.exhibit.findFirstOrThrow({ where: { role: 'segment' } })).id
  })
  afterAll(() => api?.close())

  const look = (as: As, range?: string) =>
    api.app.inject({
      method: 'GET',
      url: `/api/exhibits/${exhibitId}/content`,
      headers: { cookie: as.cookie, ...(range ? { range } : {}) },
    })
  const rows = async (action: string) =>
    (await api.world.db.auditEntry.findMany({ where: { action }, orderBy: { sequence: 'asc' } })).map(
      ({ actor, subject, facts }): Record<string, unknown> => ({ actor, subject, ...(facts as object) }),
    )
  const say = (as: As, body: object) => as.call('POST', `/api/sources/${steps.sourceId}/viewing`, body)
  const told = { reason: '核查占道经营', number: '2026-000007' }

  async function makePolice(): Promise<void> {
    const { db } = api.world
    const newest = await db.sourceApproval.findFirstOrThrow({
      where: { sourceId: steps.sourceId },
      orderBy: { revision: 'desc' },
    })
    const file = { ...(newest.file as object), isPoliceStream: true }
    const data = { ...newest, revision: newest.revision + 1, file, facts: {}, at: new Date(api.clock.at) }
    await db.sourceApproval.create({ data })
  }

  it('is a row for each person, picture, minute and address, with its seeks, however many ranges a player asks for', async () => {
    const { db } = api.world
    for (let at = 0; at < 12; at += 1)
      expect((await look(operator, `bytes=${at * 10}-${at * 10 + 9}`)).statusCode).toBe(206)
    await recordViews(db, api.clock.at)
    expect(await rows('exhibit.viewed')).toEqual([])
    api.clock.at += minute
    await look(operator)
    await Promise.all([recordViews(db, api.clock.at), recordViews(db, api.clock.at)])
    const subject = `exhibit/${exhibitId}`
    const of = { actor: operator.id, subject, name: 'confirmed/segment.mp4', address: '127.0.0.1' }
    expect(await rows('exhibit.viewed')).toMatchObject([{ ...of, times: 12, seeks: 11 }])
    await recordViews(db, api.clock.at + minute)
    expect(await rows('exhibit.viewed')).toMatchObject([{}, { ...of, times: 1, seeks: 0 }])
    expect(await db.viewingCount.count()).toBe(0)
  })

  it('of our own source asks for nothing', async () => {
    const state = await operator.call('GET', `/api/sources/${steps.sourceId}/viewing`)
    expect(state.json()).toEqual({ asksReason: false, said: null })
  })

  it('of a police source asks for a reason and a number first: of the recording, the live view and a picture of now (R72)', async () => {
    await makePolice()
    expect((await look(operator)).json()).toMatchObject({
      code: 'reason_needed',
      facts: { sourceId: steps.sourceId },
    })
    for (const what of ['live', 'picture']) {
      const answer = await operator.call('GET', `/api/sources/${steps.sourceId}/${what}`)
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'reason_needed' }])
    }
    expect((await operator.call('GET', `/api/exhibits/${exhibitId}/copy`)).statusCode).toBeGreaterThan(400)
    expect(
      (await rows('access.refused')).map(({ code, route }) => `${String(route)} ${String(code)}`),
    ).toEqual(
      expect.arrayContaining([
        'GET /api/exhibits/:id/content reason_needed',
        'GET /api/sources/:id/live reason_needed',
      ]),
    )
  })

  it.each([
    ['a reason of one character', { ...told, reason: '查' }, 'reason'],
    ['a reason of spaces', { ...told, reason: '      ' }, 'reason'],
    ['no number', { ...told, number: '' }, 'number'],
  ])('is not let by %s', async (_, body, path) => {
    const answer = await say(operator, body)
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { problems: [{ path }] }])
    expect((await look(operator)).statusCode).toBe(403)
  })

  it('is let by what was said, in this session, for an hour, and the reason stands beside what was looked at', async () => {
    expect((await say(operator, told)).json()).toMatchObject({ asksReason: true, said: told })
    expect((await look(operator)).statusCode).toBe(200)
    const elsewhere = await api.as('operator')
    expect((await look(elsewhere)).json()).toMatchObject({ code: 'reason_needed' })
    const other = await api.as('officer', 'ann')
    expect((await look(other)).json()).toMatchObject({ code: 'reason_needed' })
    expect((await rows('source.reason_given')).at(-1)).toMatchObject({
      actor: operator.id,
      viewingReason: told.reason,
      caseNumber: told.number,
      address: '127.0.0.1',
    })
    api.clock.at += minute
    await recordViews(api.world.db, api.clock.at)
    expect((await rows('exhibit.viewed')).at(-1)).toMatchObject({
      viewingReason: told.reason,
      caseNumber: told.number,
    })
    api.clock.at += 59 * minute
    operator = await api.as('operator')
    expect((await look(operator)).json()).toMatchObject({ code: 'reason_needed' })
    await expect(api.world.db.viewingReason.deleteMany({})).rejects.toThrow(/append-only/)
  })
})
