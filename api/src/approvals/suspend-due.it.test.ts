import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../law/calendar.ts'
import { startTestApi, day, type TestApi } from '../test/api.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { recordApproval } from '../test/put-in-use.ts'
import { suspendDue } from './suspend-due.ts'

describe.skipIf(!testServer)('what takes a source out of use by itself', () => {
  let api: TestApi
  let steps: Steps
  let revision = 1
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
  })
  afterAll(() => api?.close())
  const state = async () => {
    const source = await api.world.db.source.findUniqueOrThrow({ where: { id: steps.sourceId } })
    revision = source.approvalRevision
    return source.approvalState
  }
  const inUse = async (at: number, until = '2030-01-01') => {
    await state()
    const calibration = { number: 'JD-1', until }
    const row = { revision: revision + 1, state: 'in_use', action: 'put_in_use', at } as const
    await recordApproval(api.world.db, steps.sourceId, { ...row, file: { calibration } })
  }
  const last = () =>
    api.world.db.auditEntry.findFirstOrThrow({
      where: { action: 'source.approval' },
      orderBy: { sequence: 'desc' },
    })
  beforeEach(() => inUse(api.clock.at - day))

  it('nothing, as long as nothing is the matter', async () => {
    await suspendDue(api.world.db, api.clock.at)
    expect(await state()).toBe('in_use')
  })

  it('what runs out is told with the list of sources 30 days ahead, the certificate and the photograph of the sign', async () => {
    const toldOf = async () =>
      (await steps.admin.call('GET', '/api/sources')).json<{ runningOut: object[] }>().runningOut
    expect(await toldOf()).toEqual([])
    const ends = dayOf(api.clock.at + 30 * day)
    await inUse(api.clock.at - day, ends)
    expect(await toldOf()).toEqual([
      { sourceId: steps.sourceId, what: 'calibration', lastDay: ends, isOver: false },
    ])
    await state()
    const row = { revision: revision + 1, state: 'in_use', action: 'sign', at: api.clock.at } as const
    const sign = { sha256: 'a'.repeat(64), bytes: 9, takenOn: '2020-01-01', versionId: null }
    await recordApproval(api.world.db, steps.sourceId, { ...row, file: { sign } })
    expect(await toldOf()).toEqual([
      { sourceId: steps.sourceId, what: 'sign', lastDay: '2024-01-01', isOver: true },
    ])
  })

  it('a certificate that ran out yesterday; and what comes then is a clue by ev_device_state', async () => {
    await inUse(api.clock.at - day, '2026-11-20')
    const openedAt = api.clock.at - 10 * 60_000
    const adjust = <T extends { source: { approval: object } }>(m: T): T => ({
      ...m,
      source: { ...m.source, approval: { state: 'in_use', revision, basis: '' } },
    })
    await state()
    const alertId = await passedOn(api, steps, { findingId: 'expired', openedAt, adjust })
    await suspendDue(api.world.db, api.clock.at)
    expect(await state()).toBe('suspended')
    expect(await last()).toMatchObject({
      actor: 'system',
      facts: { act: 'suspend', suspendedFor: 'calibration_expired' },
    })
    await suspendDue(api.world.db, api.clock.at)
    expect(await api.world.db.sourceApproval.count({ where: { action: 'suspend' } })).toBe(1)
    const officer = await api.as('officer')
    await steps.openAll(officer, alertId)
    expect((await steps.review(officer, alertId)).json()).toMatchObject({
      code: 'ev_device_state',
      facts: { reasons: ['calibration_expired'] },
    })
  })

  it('a view that moved while it was in use, where the key counts; not one of before (R41)', async () => {
    const seal = (findingId: string, openedAt: number) =>
      steps.alertOf({
        findingId,
        openedAt,
        looks: [{ fromAt: openedAt, toAt: openedAt + 300_000, faults: ['moved'], isSure: true }],
        adjust: (m) => ({
          ...m,
          kind: 'camera_health',
          network: null,
          clock: { ...m.clock, source: 'server-arrival', offsetMs: null },
          standing: 'clue',
          clueReasons: ['camera_fault', 'clock_unproven'],
          finding: { ...m.finding, trackId: null, class: null, box: null, fault: 'moved' },
        }),
      })
    await seal('moved-before', api.clock.at - 2 * day)
    expect(await state()).toBe('in_use')
    await seal('moved', api.clock.at - 10 * 60_000)
    expect(await state()).toBe('suspended')
    expect(await last()).toMatchObject({ facts: { suspendedFor: 'view_moved' } })
  })

  it('another place, which is not where it was published to be', async () => {
    const { version } = await api.world.db.source.findUniqueOrThrow({ where: { id: steps.sourceId } })
    const body = { version, place: '滨江路99号' }
    const changed = await steps.admin.call('PATCH', `/api/sources/${steps.sourceId}`, body)
    expect(changed.json()).toMatchObject({ approval: { state: 'suspended' } })
    expect(await last()).toMatchObject({ facts: { suspendedFor: 'place_changed' } })
  })

  it('more than a tenth of the cases revoked that were filed while it was in use (R36)', async () => {
    const { db } = api.world
    const { id: alertId } = await db.alert.findFirstOrThrow({ where: { sourceId: steps.sourceId } })
    const filed = async (n: number, ...moves: [number, 'file' | 'revoke', 'filed' | 'revoked'][]) =>
      db.case.create({
        data: {
          id: `filed-${n}`,
          number: `2026-9${n}`,
          alertId,
          proposedAt: new Date(api.clock.at - 3 * day),
          moves: {
            create: moves.map(([at, action, status], i) => ({
              version: 2 + i,
              at: new Date(api.clock.at + at),
              action,
              status,
              note: '',
              byId: steps.admin.id,
            })),
          },
        },
      })
    for (let n = 0; n < 9; n += 1) await filed(n, [-1_000 - n, 'file', 'filed'])
    await filed(20, [-2 * day, 'file', 'filed'], [-500, 'revoke', 'revoked'])
    await filed(21, [-2_000, 'file', 'filed'], [-500, 'revoke', 'revoked'])
    await suspendDue(db, api.clock.at)
    expect(await state()).toBe('in_use')
    await filed(22, [-3_000, 'file', 'filed'], [-400, 'revoke', 'revoked'])
    await suspendDue(db, api.clock.at)
    expect(await state()).toBe('suspended')
    expect(await last()).toMatchObject({ facts: { suspendedFor: 'revoked_often' } })
    // Of the tests after this one they are cases of before.
    api.clock.at += 3 * day
  })

  it('three times the alerts of its days; after a new review, those that came before it do not count (R36)', async () => {
    const { db } = api.world
    const template = await db.alert.findFirstOrThrow()
    const at = api.clock.at
    await db.source.update({
      where: { id: steps.sourceId },
      data: { createdAt: new Date(at - 30 * day) },
    })
    for (let n = 0; n < 25; n += 1) {
      const findingId = `many-${n}`
      const finding = await db.finding.findFirstOrThrow()
      await db.finding.create({ data: { ...finding, id: findingId } })
      await db.alert.create({
        data: { ...template, id: findingId, findingId, openedAt: new Date(at - 1000 * n - 1) },
      })
    }
    await suspendDue(db, at)
    expect(await state()).toBe('suspended')
    expect(await last()).toMatchObject({ facts: { suspendedFor: 'volume_abnormal' } })
    await inUse(at)
    await suspendDue(db, at)
    expect(await state()).toBe('in_use')
  })
})
