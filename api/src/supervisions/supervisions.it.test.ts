import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Supervision } from '../../contract/supervisions.ts'
import type { Limited } from '../../contract/limits.ts'
import { endOfTerm } from '../../law/terms.ts'
import { tellDue } from '../limits/tell-due.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'

type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code ?? answer.statusCode
const reason = '该事项三日未审核，请说明原因'

describe.skipIf(!testServer)('supervision (督办)', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let head: As
  let supervisor: As
  let alertId: string
  let caseId: string
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    const bob = await api.as('officer', 'bob')
    head = await api.as('head')
    supervisor = await api.as('supervisor')
    alertId = await passedOn(api, steps, { openedAt: api.clock.at - 600_000 })
    for (const officer of [ann, bob]) {
      await steps.openAll(officer, alertId)
      await steps.review(officer, alertId)
    }
    caseId = (await steps.detail(ann, alertId)).alert.caseId ?? ''
  })
  afterAll(() => api?.close())

  const read = async (as: As) => {
    const answer = await as.call('GET', `/api/alerts/${alertId}/supervisions`)
    return answer.json<{ items: Supervision[]; allowed: string[] }>()
  }
  const ask = (as: As, more: object = {}) =>
    as.call('POST', `/api/alerts/${alertId}/supervisions`, { reason, workingDays: 3, ...more })
  const newest = async () => {
    const one = (await read(supervisor)).items[0]
    if (!one) throw new Error('no supervision')
    return one
  }
  const answer = async (as: As, more: object = {}) => {
    const { id, version } = await newest()
    return as.call('POST', `/api/supervisions/${id}/answers`, { version, text: '已安排办理', ...more })
  }
  const end = async (as: As, act: string, more: object = {}) => {
    const { id, version } = await newest()
    return as.call('POST', `/api/supervisions/${id}/end`, { version, act, text: '已核实', ...more })
  }
  const works = async (as: As) =>
    (await as.call('GET', '/api/limits')).json<{ items: Limited[] }>().items.map(({ work }) => work)
  const own = async (as: As) => (await as.call('GET', '/api/limits/own')).json<object>()

  it('is asked for by a supervisor alone, with a reason and a term; of two at once one', async () => {
    for (const as of [ann, head, await api.as('operator'), await api.as('legal_reviewer')])
      expect(codeOf(await ask(as))).toBe('not_permitted')
    for (const bad of [{ reason: ' ' }, { workingDays: 0 }, { workingDays: 31 }, { caseId: 'nothing' }])
      expect([400, 404]).toContain((await ask(supervisor, bad)).statusCode)
    const second = await api.as('supervisor', 'second')
    const before = await api.world.db.alert.findUniqueOrThrow({ where: { id: alertId } })
    const asked = await Promise.all([ask(supervisor, { caseId }), ask(second, { caseId })])
    expect(asked.map(codeOf).toSorted()).toEqual([200, 'supervision_refused'])
    expect(await api.world.db.alert.findUniqueOrThrow({ where: { id: alertId } })).toEqual(before)
    expect(await newest()).toMatchObject({
      caseId,
      reason,
      version: 0,
      isUnderWay: true,
      dueAt: endOfTerm(api.clock.at, { unit: 'working_day', n: 3 }),
    })
  })

  it('waits for the head, whom it is shown at once, and is read by who is on it', async () => {
    expect(await works(head)).toContain('supervision')
    expect([await own(head), await own(ann)]).toEqual([
      { late: 0, supervisions: 1 },
      { late: 0, supervisions: 0 },
    ])
    const allowed = await Promise.all([head, ann, supervisor].map(async (as) => (await read(as)).allowed))
    expect(allowed).toEqual([['answer'], [], ['end']])
    expect((await read(ann)).items[0]).toMatchObject({ reason })
  })

  it('is answered by a head alone, who is not recused; each step names the version that was read', async () => {
    for (const as of [ann, supervisor]) expect(codeOf(await answer(as))).toBe('not_permitted')
    expect(codeOf(await end(supervisor, 'settled'))).toBe('supervision_refused')
    const recuse = { alertId, personId: head.id, reason: '系当事人亲属' }
    await supervisor.call('POST', '/api/recusals/orders', recuse)
    expect(codeOf(await answer(head))).toBe('recused')
    expect([(await read(head)).allowed, await own(head)]).toEqual([[], { late: 0, supervisions: 0 }])
    const other = await api.as('head', 'other')
    await other.call('POST', '/api/recusals/lifts', recuse)
    const both = await Promise.all([answer(head), answer(other)])
    expect(both.map(codeOf).toSorted()).toEqual([200, 'changed_meanwhile'])
    expect(codeOf(await answer(head, { text: '补充：已约谈承办人' }))).toBe(200)
    expect((await newest()).steps.map(({ act }) => act)).toEqual(['answered', 'answered'])
    expect(await works(supervisor)).toContain('supervision_end')
    expect(await works(supervisor)).not.toContain('supervision')
  })

  it('is ended by a supervisor alone, once: an answer that comes at the same moment is before it, or refused', async () => {
    for (const as of [ann, head]) expect(codeOf(await end(as, 'settled'))).toBe('not_permitted')
    const ended = await Promise.all([end(supervisor, 'unsettled'), end(supervisor, 'settled')])
    expect(ended.map(codeOf).toSorted()).toEqual([200, 'supervision_refused'])
    expect(codeOf(await answer(head))).toBe('supervision_refused')
    expect(await works(supervisor)).not.toContain('supervision_end')
    expect((await read(supervisor)).allowed).toEqual(['ask'])
  })

  it('may be asked for anew, told of when it is late, and withdrawn', async () => {
    api.clock.at += 60_000
    expect(codeOf(await ask(supervisor, { workingDays: 1 }))).toBe(200)
    const { id, dueAt } = await newest()
    api.clock.at = dueAt + 1
    await tellDue(api.world.db, api.clock.at)
    await tellDue(api.world.db, api.clock.at)
    const told = await api.world.db.escalation.findMany({ where: { subject: `supervision/${id}` } })
    expect(told).toMatchObject([{ work: 'supervision', level: 'late', toRole: 'head' }])
    supervisor = await api.as('supervisor')
    expect(codeOf(await end(supervisor, 'withdrawn'))).toBe(200)
    expect(await works(supervisor)).not.toContain('supervision')
  })

  it('every step is in the trail and in the timeline, and none can be changed', async () => {
    const { db } = api.world
    const trail = await db.auditEntry.findMany({
      where: { action: { startsWith: 'supervision.' } },
      orderBy: { sequence: 'asc' },
    })
    expect(trail.map(({ action, subject }) => [action, subject.split('/')[0]])).toEqual([
      ['supervision.asked', 'case'],
      ['supervision.answered', 'case'],
      ['supervision.answered', 'case'],
      [expect.stringMatching(/settled/), 'case'],
      ['supervision.asked', 'alert'],
      ['supervision.withdrawn', 'alert'],
    ])
    const { timeline } = await steps.detail(supervisor, alertId)
    expect(timeline.filter(({ action }) => action.startsWith('supervision.'))).toHaveLength(6)
    await expect(db.supervision.deleteMany()).rejects.toThrow()
    await expect(db.supervisionStep.updateMany({ data: { text: '' } })).rejects.toThrow()
  })

  it('who is to type the plate reads no word of it', async () => {
    const officer = await api.as('officer', 'cid')
    supervisor = await api.as('supervisor')
    alertId = await passedOn(api, steps, { findingId: 'blind', openedAt: api.clock.at - 60_000 })
    expect(codeOf(await ask(supervisor, { reason: '渝A12345 的事请尽快' }))).toBe(200)
    expect((await read(officer)).items).toMatchObject([{ reason: null, isUnderWay: true }])
    expect((await read(await api.as('head'))).items).toMatchObject([{ reason: '渝A12345 的事请尽快' }])
    expect(JSON.stringify(await steps.detail(officer, alertId))).not.toContain('12345')
  })
})
