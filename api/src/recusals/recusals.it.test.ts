import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Route } from '../../contract/route.ts'
import { routes } from '../../contract/routes.ts'
import { takeLock } from '../database/locks.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, yes, type Steps } from '../test/filed-case.ts'
import { bringPhoto } from '../test/on-site.ts'

type Answer = Awaited<ReturnType<As['call']>>
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code ?? answer.statusCode
const reason = '当事人是其近亲属'

describe.skipIf(!testServer)('who is recused (R16, art. 43)', () => {
  let api: TestApi
  let steps: Steps
  let ann: As
  let bob: As
  let head: As
  let supervisor: As
  /** Agreed on by ann and bob, filed by nobody yet. */
  let alertId: string
  let caseId: string
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    bob = await api.as('officer', 'bob')
    head = await api.as('head')
    supervisor = await api.as('supervisor')
    alertId = await passedOn(api, steps)
    for (const officer of [ann, bob]) {
      await steps.openAll(officer, alertId)
      await steps.review(officer, alertId)
    }
    caseId = (await steps.detail(ann, alertId)).alert.caseId ?? ''
  })
  afterAll(() => api?.close())

  const declare = (as: As, of: object = { alertId }) =>
    as.call('POST', '/api/recusals/own', { ...of, reason })
  const order = (as: As, person: As, of: object = { alertId }) =>
    as.call('POST', '/api/recusals/orders', { ...of, personId: person.id, reason })
  const lift = (as: As, person: As) =>
    as.call('POST', '/api/recusals/lifts', { alertId, personId: person.id, reason })

  it('every move on an alert or what came of it, and every picture of it, says what it concerns', () => {
    const of =
      /^\/api\/(alerts|cases|exhibits|steps|site-files|documents|copies|originals|supervisions)(\/|$)/
    const all = Object.values(routes).flatMap((subject): Route[] => Object.values(subject))
    const reads = ['/api/alerts', '/api/alerts/:id', '/api/alerts/:id/permits', '/api/alerts/:id/steps']
    const lists = ['/api/cases', '/api/cases/:id', '/api/cases/:id/copies', '/api/originals']
    const forms = ['supervisions', 'documents', 'site-files', 'reminders'].map(
      (what) => `/api/alerts/:id/${what}`,
    )
    const open = [...reads, ...lists, ...forms].map((path) => `GET ${path}`)
    const unmarked = all.filter(({ path, concerns }) => of.test(path) && concerns === undefined)
    expect(unmarked.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(open.toSorted())
  })

  it('an officer declares it, once, and takes no part by any move from then on; the text stays to be read', async () => {
    const photo = await bringPhoto(api, ann, await passedOn(api, steps, { findingId: 'other' }))
    expect((await declare(ann)).json()).toMatchObject({
      recused: [ann.id],
      items: [{ person: { id: ann.id }, by: { id: ann.id }, act: 'declared', reason }],
      officials: [],
    })
    expect(codeOf(await declare(ann))).toBe('recusal_refused')
    const detail = await steps.detail(bob, alertId)
    const exhibit = detail.exhibits[0]?.id ?? ''
    const version = detail.alert.version
    const judgement = { version, verdict: 'confirm', answers: yes, plate: '渝A12345' }
    const step = { kind: 'inspection', text: '到场', at: null, doneBy: '', site: { files: [photo.id] } }
    const asked = {
      caseId,
      purpose: '行政诉讼举证',
      receiver: '某法院',
      validUntil: api.clock.at + 86_400_000,
    }
    const moves: [string, string, object?][] = [
      ['POST', `/api/alerts/${alertId}/reviews`, judgement],
      ['POST', `/api/alerts/${alertId}/steps`, step],
      ['POST', `/api/alerts/${alertId}/documents`, { kind: 'evidence_list' }],
      ['POST', `/api/alerts/${alertId}/matters`, {}],
      ['GET', `/api/alerts/${alertId}/thumb`],
      ['GET', `/api/exhibits/${exhibit}/content`],
      ['GET', `/api/exhibits/${exhibit}/copy`],
      ['POST', `/api/exhibits/${exhibit}/opened`, {}],
      [
        'POST',
        `/api/cases/${caseId}/hand-over`,
        { action: 'hand_over', version: 1, receiver: '市平台', note: '' },
      ],
      ['GET', `/api/cases/${caseId}/package`],
      ['POST', `/api/cases/${caseId}/copies`, { receiver: '某单位', purpose: '内部学习' }],
      ['POST', '/api/originals', asked],
    ]
    const answered = await Promise.all(
      moves.map(async ([method, url, body]) => [url, codeOf(await ann.call(method as 'GET', url, body))]),
    )
    // A body that the schema refuses never reaches the guard, and moves nothing.
    expect(answered.map(([url, code]) => [url, code === 'bad_request' ? 'recused' : code])).toEqual(
      moves.map(([, url]) => [url, 'recused']),
    )
    expect(answered.filter(([, code]) => code === 'recused').length).toBeGreaterThan(8)
    expect(await steps.detail(ann, alertId)).toMatchObject({ allowed: [] })
    const ofCase = (as: As) => as.call('GET', `/api/cases/${caseId}`)
    expect((await ofCase(ann)).json()).toMatchObject({ allowed: [] })
    expect((await ofCase(bob)).json()).toMatchObject({ allowed: ['hand_over'] })
    expect((await bob.call('GET', `/api/exhibits/${exhibit}/content`)).statusCode).toBe(200)
  })

  it('neither an operator nor another officer orders it, and an operator is not recused', async () => {
    const operator = await api.as('operator')
    for (const as of [operator, bob, await api.as('device_admin')])
      expect(codeOf(await order(as, bob))).toBe('not_permitted')
    expect(codeOf(await order(supervisor, operator))).toBe('recusal_refused')
    expect(codeOf(await lift(supervisor, ann))).toBe('not_permitted')
  })

  it('a head lifts it with a reason, not his own; a recused head lifts and files nothing', async () => {
    expect((await order(supervisor, head)).json()).toMatchObject({ recused: [ann.id, head.id] })
    expect(codeOf(await lift(head, head))).toBe('second_person_needed')
    expect(codeOf(await lift(head, ann))).toBe('recused')
    const file = { action: 'file', version: 1, note: '', authorityBasis: '区政府文件' }
    expect(codeOf(await head.call('POST', `/api/cases/${caseId}/decision`, file))).toBe('recused')
    const second = await api.as('head', 'hal')
    expect((await lift(second, ann)).json()).toMatchObject({ recused: [head.id] })
    expect((await lift(second, head)).json()).toMatchObject({ recused: [] })
    const trail = await api.world.db.auditEntry.findMany({
      where: { action: { startsWith: 'recusal.' } },
      orderBy: { sequence: 'asc' },
    })
    expect(trail.map(({ action, actor }) => [action, actor])).toEqual([
      ['recusal.declared', ann.id],
      ['recusal.ordered', supervisor.id],
      ['recusal.lifted', second.id],
      ['recusal.lifted', second.id],
    ])
    await expect(api.world.db.recusal.deleteMany()).rejects.toThrow()
  })

  it('a legal reviewer declares it by the case, and then grants nothing of it', async () => {
    const legal = await api.as('legal_reviewer')
    const body = {
      caseId,
      purpose: '行政诉讼举证',
      receiver: '某区人民法院',
      validUntil: api.clock.at + 86_400_000,
    }
    const { id } = (await bob.call('POST', '/api/originals', body)).json<{ id: string }>()
    expect((await declare(legal, { caseId })).json()).toMatchObject({ recused: [legal.id] })
    const decision = { decision: 'grant' }
    expect(codeOf(await legal.call('POST', `/api/originals/${id}/decision`, decision))).toBe('recused')
    expect(codeOf(await declare(legal, {}))).toBe('bad_request')
    expect(codeOf(await declare(legal, { alertId, caseId }))).toBe('bad_request')
    expect(codeOf(await declare(legal, { caseId: 'no-such' }))).toBe('not_found')
  })

  it('of a verdict and a recusal at the same moment, the verdict is before it or is not', async () => {
    const contested = await passedOn(api, steps, { findingId: 'contested' })
    await steps.openAll(ann, contested)
    const { db } = api.world
    const waiting = () => db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    // The recusal holds the alert and waits for its audit row; the verdict waits for the alert.
    const held = await db.$transaction(async (tx) => {
      await takeLock(tx, 'auditChain')
      const ordered = order(head, ann, { alertId: contested })
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1)
      const verdict = steps.review(ann, contested, {
        verdict: 'reject',
        reason: 'not_a_violation',
        plate: null,
      })
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(2)
      return { ordered, verdict }
    })
    expect((await held.ordered).statusCode).toBe(200)
    expect(codeOf(await held.verdict)).toBe('recused')
    expect(await db.review.count({ where: { alertId: contested } })).toBe(0)
  })

  it('of what is made of it, too: document, copy and asking for originals are before a recusal or are not', async () => {
    const { db } = api.world
    const waiting = () => db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    const term = { receiver: '某区人民法院', validUntil: api.clock.at + 86_400_000 }
    const made = async () => [
      await db.document.count(),
      await db.caseCopy.count(),
      await db.originalPermission.count(),
    ]
    const before = await made()
    const held = await db.$transaction(async (tx) => {
      await takeLock(tx, 'auditChain')
      const ordered = order(supervisor, bob)
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1)
      const moves = [
        bob.call('POST', `/api/alerts/${alertId}/documents`, { kind: 'catalogue' }),
        bob.call('POST', `/api/cases/${caseId}/copies`, { receiver: '某单位', purpose: '内部学习' }),
        bob.call('POST', '/api/originals', { ...term, caseId, purpose: '行政诉讼举证' }),
      ]
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1 + moves.length)
      return { ordered, moves }
    })
    expect((await held.ordered).statusCode).toBe(200)
    expect((await Promise.all(held.moves)).map(codeOf)).toEqual(['recused', 'recused', 'recused'])
    expect(await made()).toEqual(before)
  })
})
