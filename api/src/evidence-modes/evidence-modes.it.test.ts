import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const asked = {
  kind: 'illegal_parking',
  sourceKind: 'fixed',
  mode: 'CLUE_ONLY',
  basis: '某条例已废止，暂无直接取证依据',
  documentNumber: '法制〔2026〕9号',
}

describe.skipIf(!testServer)('how far pictures carry', () => {
  let api: TestApi
  let steps: Steps
  let legal: As
  let head: As
  let ann: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    legal = await api.as('legal_reviewer')
    head = await api.as('head')
    ann = await api.as('officer', 'ann')
  })
  afterAll(() => api?.close())

  const ask = async (body: object = asked) =>
    (await legal.call('POST', '/api/evidence-modes', body)).json<{ id: string }>().id
  const decide = (as: As, id: string, isApproved = true) =>
    as.call('POST', `/api/evidence-modes/${id}/decision`, { isApproved })
  let nth = 0
  async function alertNow(): Promise<string> {
    nth += 1
    api.clock.at += 6 * 60_000
    const alertId = await passedOn(api, steps, { findingId: `m-${nth}`, openedAt: api.clock.at - 5 * 60_000 })
    await steps.openAll(ann, alertId)
    return alertId
  }
  const judge = async (alertId: string) =>
    (await steps.review(ann, alertId)).json<AlertDetail & { code?: string }>()

  it('is asked for by a legal reviewer alone: no administrator, no officer, not the head', async () => {
    for (const as of [steps.admin, ann, head, await api.as('operator'), await api.as('supervisor')]) {
      const answer = await as.call('POST', '/api/evidence-modes', asked)
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'not_permitted' }])
    }
  })

  it('needs somebody else: who asked cannot approve, and what was decided is not decided again', async () => {
    const id = await ask({ ...asked, kind: 'angling', mode: 'DIRECT' })
    const own = await decide(legal, id)
    expect([own.statusCode, own.json()]).toMatchObject([403, { code: 'second_person_needed' }])
    expect((await decide(await api.as('legal_reviewer', 'legal2'), id, false)).statusCode).toBe(200)
    const again = await decide(head, id)
    expect([again.statusCode, again.json()]).toMatchObject([409, { code: 'mode_decided' }])
    const kept = await head.call('GET', '/api/evidence-modes')
    expect(kept.json()).toMatchObject({ items: [{ id, decision: { isApproved: false } }, {}] })
  })

  it('says no without a basis, and for what accuses nobody', async () => {
    const bare = await legal.call('POST', '/api/evidence-modes', { ...asked, basis: '短' })
    expect([bare.statusCode, bare.json()]).toMatchObject([400, { problems: [{ path: 'basis' }] }])
    const camera = await legal.call('POST', '/api/evidence-modes', { ...asked, kind: 'camera_health' })
    expect(camera.json()).toMatchObject({ code: 'ev_accuses_nobody' })
  })

  it('holds for what is captured from the approval on, and for nothing before it', async () => {
    const before = await alertNow()
    const id = await ask()
    const asWas = await alertNow()
    expect(await judge(asWas)).toMatchObject({ mode: 'DIRECT', alert: { status: 'agreed_once' } })
    api.clock.at += 60_000
    expect((await decide(head, id)).statusCode).toBe(200)
    expect(await judge(before)).toMatchObject({ mode: 'DIRECT', alert: { status: 'agreed_once' } })
    const after = await alertNow()
    expect((await steps.detail(ann, after)).mode).toBe('CLUE_ONLY')
    expect(await judge(after)).toMatchObject({ code: 'case_onsite' })
  })

  it('asks an officer to have watched it live, where that was decided, while it went on', async () => {
    await decide(head, await ask({ ...asked, mode: 'REMOTE_CONFIRM' }))
    const alertId = await alertNow()
    expect(await judge(alertId)).toMatchObject({ code: 'case_remote' })
    const told = { kind: 'remote_check', text: '实时画面：该车仍停在人行道上，车内无人' }
    const operator = await api.as('operator')
    const tried = await operator.call('POST', `/api/alerts/${alertId}/steps`, told)
    expect([tried.statusCode, tried.json()]).toMatchObject([403, { code: 'not_permitted' }])
    expect((await ann.call('POST', `/api/alerts/${alertId}/steps`, told)).statusCode).toBe(200)
    expect(await judge(alertId)).toMatchObject({ alert: { status: 'agreed_once' } })
  })

  it('leaves rows that the database lets nobody change', async () => {
    const { db } = api.world
    await expect(db.evidenceModeAsked.updateMany({ data: { mode: 'DIRECT' } })).rejects.toThrow(/append-only/)
    await expect(db.evidenceModeDecision.deleteMany({})).rejects.toThrow(/append-only/)
  })
})
