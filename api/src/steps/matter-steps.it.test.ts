import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { Case } from '../../contract/cases.ts'
import type { Matter } from '../../contract/matters.ts'
import type { AlertSteps } from '../../contract/steps.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { recordOnSite } from '../test/on-site.ts'
import { takePackage } from '../test/take-package.ts'

const hour = 3_600_000
const day = 24 * hour
interface Opened {
  readonly agoMs?: number
  readonly place?: string
  readonly kind?: 'kitchen_no_hat' | 'kitchen_no_mask'
}

describe.skipIf(!testServer)('steps of one matter at one place', () => {
  let api: TestApi
  let people: Steps
  let ann: As
  let bob: As
  let operator: As
  const signIn = async () => {
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    operator = await api.as('operator')
  }
  beforeAll(async () => {
    api = await startTestApi()
    people = await createSteps(api)
    await signIn()
  })
  afterAll(() => api?.close())

  /** A finding that opened so long before now, at a place. */
  const alertOf = (name: string, { agoMs = hour, place = '一食堂', kind = 'kitchen_no_hat' }: Opened = {}) =>
    passedOn(api, people, {
      findingId: name,
      openedAt: api.clock.at - agoMs,
      adjust: (manifest) => ({ ...manifest, kind, source: { ...manifest.source, place } }),
    })
  const later = async (ms: number) => {
    api.clock.at += ms
    await signIn()
  }
  const record = (as: As, alertId: string, step: object) =>
    as.call('POST', `/api/alerts/${alertId}/steps`, step)
  const stepsOf = async (as: As, alertId: string) =>
    (await as.call('GET', `/api/alerts/${alertId}/steps`)).json<AlertSteps>()
  const confirm = async (as: As, alertId: string, extra: object = {}) => {
    await people.openAll(as, alertId)
    return people.review(as, alertId, { plate: null, permit: null, ...extra })
  }
  const order = () => ({ kind: 'order', documentNumber: '责改1', dueAt: api.clock.at + 3 * day })
  const unmet = { kind: 'recheck', complied: false }

  it('are seen from every alert of a group, and an order of an earlier one counts for a later one (R48)', async () => {
    const first = await alertOf('hat-1', { agoMs: hour })
    const second = await alertOf('hat-2', { agoMs: hour - 600_000 })
    const elsewhere = await alertOf('hat-else', { place: '二食堂' })
    const other = await alertOf('mask', { kind: 'kitchen_no_mask' })
    expect((await record(operator, first, { kind: 'push', text: '请整改' })).statusCode).toBe(200)
    expect((await record(ann, first, order())).statusCode).toBe(200)
    expect(await stepsOf(operator, second)).toMatchObject({
      items: [
        { kind: 'push', text: '请整改', alertId: first, origin: 'group' },
        { kind: 'order', origin: 'group' },
      ],
      rectify: { missing: 'term', noOrderBasis: null },
    })
    for (const id of [elsewhere, other])
      expect(await stepsOf(ann, id)).toMatchObject({ items: [], rectify: { missing: 'order' } })
    await later(4 * day)
    const third = await alertOf('hat-3')
    expect((await record(bob, third, unmet)).statusCode).toBe(200)
    expect(await stepsOf(ann, third)).toMatchObject({
      items: [
        { kind: 'order', origin: 'place', alertId: first },
        { kind: 'recheck', origin: 'own' },
      ],
      rectify: { missing: null },
    })
    expect((await confirm(ann, elsewhere)).json()).toMatchObject({ code: 'ev_rectify_first' })
    expect((await confirm(ann, third)).statusCode).toBe(200)
    expect((await confirm(bob, third)).json()).toMatchObject({ alert: { status: 'proposed' } })
    const { id, number } = await api.world.db.case.findFirstOrThrow({ where: { alertId: third } })
    const zip = await takePackage(api, ann, id)
    expect([zip.statusCode, number]).toEqual([200, '2026-000001'])
    expect(await stepsOf(ann, second)).toMatchObject({ rectify: { missing: 'spent' } })
    expect((await confirm(ann, second)).json()).toMatchObject({ facts: { missing: 'spent' } })
    api.clock.at += 1
    await record(ann, second, order())
    expect(await stepsOf(ann, second)).toMatchObject({ rectify: { missing: 'term' } })
    const ofCase = await stepsOf(ann, third)
    expect(ofCase.items.map(({ kind }) => kind)).toEqual(['order', 'recheck'])
    expect(ofCase.rectify).toMatchObject({ missing: null })
  })

  it('hold a step that another alert has led to a case with', async () => {
    const place = '三食堂'
    const first = await alertOf('hold-1', { place })
    await record(ann, first, order())
    await later(4 * day)
    const second = await alertOf('hold-2', { place })
    const recheck = (await record(ann, first, unmet)).json<AlertSteps>().items.at(-1)!
    for (const officer of [ann, bob]) expect((await confirm(officer, second)).statusCode).toBe(200)
    const undone = await ann.call('POST', `/api/steps/${recheck.id}/correction`, { reason: '录错了' })
    expect(undone.json()).toMatchObject({ code: 'step_undo_refused', facts: { why: 'proposed' } })
  })

  it('lead another alert to a case where the first was sent back, and then not the first again', async () => {
    const place = '九食堂'
    const first = await alertOf('back-1', { place })
    await record(ann, first, order())
    await later(4 * day)
    const second = await alertOf('back-2', { place })
    await record(ann, first, unmet)
    for (const officer of [ann, bob]) expect((await confirm(officer, first)).statusCode).toBe(200)
    expect((await confirm(ann, second)).json()).toMatchObject({ facts: { missing: 'spent' } })
    const { id } = await api.world.db.case.findFirstOrThrow({ where: { alertId: first } })
    const head = await api.as('head')
    const { version } = (await head.call('GET', `/api/cases/${id}`)).json<{ case: Case }>().case
    const back = { version, action: 'send_back', note: '请补拍' }
    expect((await head.call('POST', `/api/cases/${id}/decision`, back)).statusCode).toBe(200)
    api.clock.at += 1
    for (const officer of [ann, bob]) expect((await confirm(officer, second)).statusCode).toBe(200)
    expect((await confirm(ann, first)).json()).toMatchObject({ facts: { missing: 'spent' } })
  })

  it('are not needed where a provision allows it and each officer chooses it', async () => {
    const alertId = await alertOf('waived', { place: '五食堂' })
    const admin = await api.as('device_admin')
    const set = (body: object, as = admin) => as.call('PUT', '/api/matters/kitchen_no_hat', body)
    const noOrderBasis = '《某条例》第七条'
    expect((await set({ version: 0, noOrderBasis }, ann)).statusCode).toBe(403)
    expect((await confirm(ann, alertId, { rectifyWaiver: noOrderBasis })).json()).toMatchObject({
      code: 'ev_rectify_first',
    })
    expect((await set({ version: 0, noOrderBasis })).json()).toMatchObject({ version: 1, noOrderBasis })
    expect((await set({ version: 0, noOrderBasis })).json()).toMatchObject({ code: 'changed_meanwhile' })
    const parking = await admin.call('PUT', '/api/matters/illegal_parking', { version: 0, noOrderBasis })
    expect(parking.statusCode).toBe(404)
    expect((await stepsOf(ann, alertId)).rectify).toEqual({ missing: 'order', noOrderBasis })
    expect((await confirm(ann, alertId)).json()).toMatchObject({ code: 'ev_rectify_first' })
    const waived = { rectifyWaiver: noOrderBasis }
    expect((await confirm(ann, alertId, waived)).json()).toMatchObject({ code: 'case_onsite' })
    const step = { kind: 'inspection', text: '到场见切配间一名厨师未戴工作帽' }
    await recordOnSite(api, ann, { alertId, step })
    const agreed = (await confirm(ann, alertId, waived)).json<AlertDetail>()
    expect(agreed.reviews).toMatchObject([{ rectifyWaiver: noOrderBasis }])
    expect((await confirm(bob, alertId)).json()).toMatchObject({ code: 'ev_rectify_first' })
    const filed = (await confirm(bob, alertId, waived)).json<AlertDetail>()
    expect(filed.alert.status).toBe('proposed')
    expect(filed.timeline.filter(({ action }) => action === 'review.confirm')).toMatchObject([
      { facts: { rectifyWaiver: noOrderBasis } },
      { facts: { rectifyWaiver: noOrderBasis } },
    ])
    const { items } = (await admin.call('GET', '/api/matters')).json<{ items: Matter[] }>()
    expect(items.filter((one) => one.noOrderBasis !== null)).toMatchObject([
      { kind: 'kitchen_no_hat', version: 1, recordedBy: { name: 'device_admin' } },
    ])
    await expect(api.world.db.matterVersion.deleteMany({})).rejects.toThrow(/append-only/)
  })

  it('tell an officer no plate before one is typed: nothing that somebody else wrote freely', async () => {
    const secret = '渝B54321'
    const alertId = await people.alertOf({ findingId: 'blind', openedAt: api.clock.at - hour })
    await people.act(operator, alertId, { action: 'claim' })
    await people.openAll(operator, alertId)
    const reminder = (text: string) => ({ kind: 'reminder', text, doneBy: `${secret} 车主的邻居` })
    const { id } = (await record(operator, alertId, reminder(`已提醒 ${secret}`))).json<AlertSteps>()
      .items[0]!
    await operator.call('POST', `/api/steps/${id}/correction`, { reason: `不是 ${secret}` })
    await people.act(operator, alertId, { action: 'dismiss', reason: 'other', note: `${secret} 误报` })
    await people.act(operator, alertId, { action: 'restore' })
    await people.act(operator, alertId, { action: 'claim' })
    await people.act(operator, alertId, { action: 'pass_on', note: `${secret} 占道` })
    const seenBy = async (as: As) => {
      const urls = ['', '/steps', '/permits'].map((path) => `/api/alerts/${alertId}${path}`)
      const told = await Promise.all(urls.map(async (url) => (await as.call('GET', url)).body))
      return `${told.join()}${(await as.call('GET', '/api/alerts')).body}`
    }
    expect(await seenBy(operator)).toContain(secret)
    expect(await seenBy(ann)).not.toContain(secret)
    const own = await record(ann, alertId, { kind: 'reminder', text: '本人所写' })
    expect(own.body).not.toContain(secret)
    expect(own.json<AlertSteps>().items).toMatchObject([
      { text: '', doneBy: 'operator', isWithheld: true, undone: { reason: '' } },
      { text: '本人所写', isWithheld: false },
    ])
    const { timeline } = await people.detail(ann, alertId)
    expect(timeline.find(({ action }) => action === 'alert.dismiss')?.facts).toMatchObject({
      reason: 'other',
    })
    await people.openAll(ann, alertId)
    const agreed = await people.review(ann, alertId, { plate: '渝A12345', note: `写作 ${secret}` })
    expect(agreed.statusCode).toBe(200)
    expect(await seenBy(ann)).toContain(secret)
    expect(await seenBy(bob)).not.toContain(secret)
    expect(await seenBy(bob)).not.toContain('本人所写')
    await people.openAll(bob, alertId)
    expect((await people.review(bob, alertId, { plate: '渝A12345' })).statusCode).toBe(200)
    expect(await seenBy(bob)).toContain(secret)
  })

  it('of another group are forgotten after a year', async () => {
    const place = '四食堂'
    await record(ann, await alertOf('old-1', { place }), order())
    await later(365 * day)
    const within = await alertOf('old-2', { place })
    expect((await stepsOf(ann, within)).items).toHaveLength(1)
    await later(2 * hour)
    const after = await alertOf('old-3', { place })
    expect((await stepsOf(ann, after)).items).toEqual([])
  })
})
