import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlertSteps } from '../../contract/steps.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { undoWithinMs } from '../../law/steps.ts'

const hour = 3_600_000

describe.skipIf(!testServer)('graded steps', () => {
  let api: TestApi
  let people: Steps
  let ann: As
  let bob: As
  let operator: As
  let openedAt: number
  beforeAll(async () => {
    api = await startTestApi()
    people = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    operator = await api.as('operator')
    openedAt = api.clock.at - hour
  })
  afterAll(() => api?.close())

  const alertOf = (findingId: string, kind: 'street_vending' | 'kitchen_no_hat' | 'angling') =>
    passedOn(api, people, { findingId, openedAt, adjust: (manifest) => ({ ...manifest, kind }) })
  const record = (as: As, alertId: string, step: object) =>
    as.call('POST', `/api/alerts/${alertId}/steps`, step)
  const stepsOf = async (as: As, alertId: string) =>
    (await as.call('GET', `/api/alerts/${alertId}/steps`)).json<AlertSteps>()

  it('are recorded with who and when, by whom they belong to, in the alert and its trail (R64)', async () => {
    const alertId = await alertOf('stall', 'street_vending')
    const at = openedAt + 60_000
    const advice = { kind: 'advice', text: '请收摊，此处不得摆摊', at, doneBy: '网格员 李' }
    expect((await record(operator, alertId, advice)).statusCode).toBe(200)
    const order = { kind: 'order', documentNumber: '责改〔2026〕7号', dueAt: api.clock.at + hour }
    expect((await record(operator, alertId, order)).json()).toMatchObject({ code: 'not_permitted' })
    expect((await record(ann, alertId, { kind: 'recheck', complied: true })).json()).toMatchObject({
      code: 'step_order_missing',
    })
    expect((await record(ann, alertId, order)).statusCode).toBe(200)
    const before = { kind: 'advice', text: '早', at: openedAt - 1 }
    expect((await record(operator, alertId, before)).json()).toMatchObject({
      code: 'step_time_invalid',
      facts: { field: 'at', from: openedAt, to: api.clock.at },
    })
    const { items, lastSeenAt, isClosed, allowed } = await stepsOf(operator, alertId)
    expect(items).toMatchObject([
      { kind: 'advice', at, doneBy: '网格员 李', recordedBy: { name: 'operator' }, undone: null },
      { kind: 'order', at: api.clock.at, doneBy: 'ann', documentNumber: '责改〔2026〕7号' },
    ])
    expect([lastSeenAt, isClosed, allowed]).toEqual([openedAt + 300_000, false, ['voice_warning', 'advice']])
    const { timeline } = await people.detail(ann, alertId)
    expect(timeline.filter(({ action }) => action === 'step.recorded')).toMatchObject([
      { facts: { kind: 'advice', takenAt: at } },
      { facts: { kind: 'order' } },
    ])
    await expect(api.world.db.alertStep.deleteMany({})).rejects.toThrow(/append-only/)
  })

  it('of a voice warning keep text and time; are taken back by their author alone, soon after, and stay to be read (R54)', async () => {
    const alertId = await alertOf('water', 'angling')
    const warning = { kind: 'voice_warning', text: '水库禁止垂钓，请立即离开' }
    const [said] = (await record(operator, alertId, warning)).json<AlertSteps>().items
    const { id } = said!
    expect(said).toMatchObject({ ...warning, at: api.clock.at })
    const undo = (as: As) => as.call('POST', `/api/steps/${id}/correction`, { reason: '录错了预警' })
    expect((await undo(ann)).json()).toMatchObject({
      code: 'step_undo_refused',
      facts: { why: 'not_author' },
    })
    api.clock.at += undoWithinMs + 1
    expect((await undo(operator)).json()).toMatchObject({ facts: { why: 'too_late' } })
    api.clock.at -= 1
    expect((await undo(operator)).json()).toMatchObject({ items: [{ id, undone: { reason: '录错了预警' } }] })
    expect((await undo(operator)).json()).toMatchObject({ facts: { why: 'already' } })
    expect(await api.world.db.alertStep.count({ where: { id } })).toBe(1)
    const { timeline } = await people.detail(operator, alertId)
    expect(timeline.at(-1)).toMatchObject({ action: 'step.undone', facts: { step: id } })
  })

  it('let no kitchen become a case before a served order ran out unheeded (R48, scenario 10)', async () => {
    const alertId = await alertOf('kitchen', 'kitchen_no_hat')
    const confirm = async (as: As) => {
      await people.openAll(as, alertId)
      return people.review(as, alertId, { plate: null, permit: null })
    }
    const missing = async () => (await confirm(ann)).json<{ facts: { missing: string } }>().facts.missing
    expect((await confirm(ann)).json()).toMatchObject({ code: 'ev_rectify_first' })
    expect(await missing()).toBe('order')
    const dueAt = api.clock.at + 72 * hour
    await record(ann, alertId, { kind: 'order', documentNumber: '责改1', dueAt })
    expect(await missing()).toBe('term')
    api.clock.at = dueAt
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    expect(await missing()).toBe('recheck')
    const recheck = await record(bob, alertId, { kind: 'recheck', complied: false, text: '仍未戴工作帽' })
    expect(recheck.statusCode).toBe(200)
    expect((await confirm(ann)).json()).toMatchObject({ alert: { status: 'agreed_once' } })
    expect((await confirm(bob)).json()).toMatchObject({ alert: { status: 'proposed' } })
    const late = await record(ann, alertId, { kind: 'push' })
    expect(late.json()).toMatchObject({ code: 'alert_action_refused' })
  })
})
