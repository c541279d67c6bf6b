import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Limited } from '../../contract/limits.ts'
import { dueOf, type LimitedWork } from '../../law/limits.ts'
import { startTestApi, day, type As, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { recordApproval } from '../test/put-in-use.ts'
import { testServer } from '../test/database.ts'

describe.skipIf(!testServer)('every kind of work with a limit', () => {
  let api: TestApi
  let steps: Steps
  let supervisor: As
  let ann: As
  let alertId: string
  let at: Date
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    ann = await api.as('officer', 'ann')
    supervisor = await api.as('supervisor')
    alertId = await passedOn(api, steps, { openedAt: api.clock.at - 600_000 })
    at = new Date(api.clock.at)
  })
  afterAll(() => api?.close())

  const listed = async (work: LimitedWork) => {
    const answer = await supervisor.call('GET', `/api/limits?work=${work}`)
    return answer.json<{ items: Limited[] }>().items.map(({ about, dueAt }) => [about.type, dueAt])
  }
  const until = (work: LimitedWork, since: Date) => dueOf(work, since.getTime())

  it('an order whose term is over, until somebody looked again, or it was taken back', async () => {
    const { db } = api.world
    const step = { alertId, text: '', doneBy: '', recordedAt: at, recordedById: ann.id }
    const dueAt = new Date(api.clock.at - 60_000)
    const order = { ...step, kind: 'order' as const, at: new Date(api.clock.at - day) }
    await db.alertStep.create({ data: { ...order, id: 'runs', dueAt: new Date(api.clock.at + day) } })
    expect(await listed('recheck')).toEqual([])
    await db.stepCorrection.create({ data: { stepId: 'runs', reason: '误记', at, byId: ann.id } })
    await db.alertStep.create({ data: { ...order, id: 'over', dueAt } })
    expect(await listed('recheck')).toEqual([['alert', until('recheck', dueAt)]])
    const recheck = { ...step, kind: 'recheck' as const, complied: true }
    await db.alertStep.create({ data: { ...recheck, id: 'too-soon', at: new Date(dueAt.getTime() - 1) } })
    expect(await listed('recheck')).toHaveLength(1)
    await db.alertStep.create({ data: { ...recheck, id: 'looked', at: dueAt } })
    expect(await listed('recheck')).toEqual([])
  })

  it('a case by its newest move: filing, the answer of the city, and its decision', async () => {
    const { db } = api.world
    await db.case.create({ data: { id: 'of-city', number: '2026-000009', alertId, proposedAt: at } })
    const works: LimitedWork[] = ['filing', 'city_answer', 'decision']
    const now = () => Promise.all(works.map(listed))
    expect(await now()).toEqual([[['case', until('filing', at)]], [], []])
    const move = { caseId: 'of-city', filedBy: 'city' as const, note: '', byId: ann.id }
    const handed = new Date(api.clock.at + 1000)
    const handOver = { action: 'hand_over', status: 'handed_over' } as const
    await db.caseMove.create({ data: { ...move, ...handOver, version: 2, at: handed } })
    expect(await now()).toEqual([[], [['case', until('city_answer', handed)]], []])
    const filed = { action: 'city_filed', status: 'filed' } as const
    await db.caseMove.create({ data: { ...move, ...filed, version: 3, at: handed } })
    expect(await now()).toEqual([[], [], [['case', until('decision', handed)]]])
    const decided = { action: 'city_decided', status: 'decided' } as const
    await db.caseMove.create({ data: { ...move, ...decided, version: 4, at: handed } })
    expect(await now()).toEqual([[], [], []])
  })

  it('what somebody asked, until somebody else decided or it lapsed', async () => {
    const { db } = api.world
    const asked = { askedAt: at, askedById: ann.id }
    const original = { caseId: 'of-city', purpose: '举证', receiver: '法院', ...asked }
    const validUntil = new Date(api.clock.at + day)
    await db.originalPermission.create({ data: { id: 'taken', ...original, validUntil } })
    await db.originalPermission.create({ data: { id: 'lapsed', ...original, validUntil: at } })
    const mode = {
      kind: 'angling',
      sourceKind: 'drone',
      mode: 'DIRECT',
      basis: '某法',
      documentNumber: '1号',
    } as const
    await db.evidenceModeAsked.create({ data: { id: 'mode', ...mode, ...asked } })
    const batch = { subject: 'matters', fileName: '事项.xlsx', rows: 0, sha256: 'a'.repeat(64) } as const
    await db.lawBatch.create({ data: { id: 'law', ...batch, uploadedAt: at, uploadedById: ann.id } })
    const request = { requesterId: ann.id, payload: { name: '新人' }, createdAt: at }
    await db.personRequest.create({ data: { id: 'new', ...request, expiresAt: validUntil } })
    await db.personRequest.create({ data: { id: 'old', ...request, expiresAt: at } })
    const works: LimitedWork[] = ['original', 'mode', 'law', 'person_request']
    const now = () => Promise.all(works.map(listed))
    expect(await now()).toEqual([
      [['case', until('original', at)]],
      [['mode', until('mode', at)]],
      [['law', until('law', at)]],
      [['request', until('person_request', at)]],
    ])
    const decided = { note: '', at, byId: supervisor.id }
    const signed = { signature: '', keyId: '' }
    await db.originalDecision.create({
      data: { permissionId: 'taken', isGranted: false, ...decided, ...signed },
    })
    await db.evidenceModeDecision.create({ data: { modeId: 'mode', isApproved: true, ...decided } })
    await db.lawBatchDecision.create({
      data: { batchId: 'law', isPublished: true, isChecked: true, ...decided },
    })
    await db.personRequest.delete({ where: { id: 'new' } })
    expect(await now()).toEqual([[], [], [], []])
  })

  it('a source under review; certificates from 30 days before their end', async () => {
    const { db } = api.world
    const row = { action: 'submit', at: api.clock.at } as const
    await recordApproval(db, steps.sourceId, { ...row, revision: 2, state: 'technical_review' })
    expect(await listed('technical_review')).toEqual([['source', until('technical_review', at)]])
    await recordApproval(db, steps.sourceId, { ...row, revision: 3, state: 'legal_review' })
    expect([await listed('technical_review'), (await listed('legal_review')).length]).toEqual([[], 1])
    const inUse = { action: 'put_in_use', at: api.clock.at, state: 'in_use' } as const
    const upTo = (until: string) => ({ file: { calibration: { number: 'JD-1', until } } })
    await recordApproval(db, steps.sourceId, { ...inUse, revision: 4, ...upTo('2026-12-22') })
    expect(await listed('calibration')).toEqual([])
    await recordApproval(db, steps.sourceId, { ...inUse, revision: 5, ...upTo('2026-12-20') })
    const end = Date.parse('2026-12-20T23:59:59.999+08:00')
    expect([await listed('calibration'), await listed('legal_review')]).toEqual([[['source', end]], []])
    expect(await listed('certificate')).toEqual([])
    const certificateUntil = new Date(api.clock.at + 30 * day)
    await db.person.update({ where: { id: ann.id }, data: { certificateUntil } })
    expect(await listed('certificate')).toEqual([['person', certificateUntil.getTime() - 1]])
  })
})
