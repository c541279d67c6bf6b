import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { createSteps, passedOn, type Steps } from '../test/filed-case.ts'
import type { KeepingDeps } from './deps.ts'
import { keepingState, keepUp } from './keep-up.ts'
import { takePackage } from '../test/take-package.ts'

describe.skipIf(!testServer)('exhibits in a folder are kept as the law says', () => {
  let api: TestApi
  let steps: Steps
  let olga: As
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    olga = await api.as('operator', 'olga')
  })
  afterAll(() => api?.close())

  const keep = (change: Partial<KeepingDeps> = {}) => keepUp({ ...api.world, ...change })
  let made = 0
  /** Each of its own plate of time, so that no two are one. */
  const alert = () => steps.alertOf({ findingId: `kept-${(made += 1)}` })
  const act = async (alertId: string, action: object): Promise<void> => {
    const answer = await steps.act(olga, alertId, action)
    expect(answer.statusCode).toBe(200)
  }
  const dismissed = async (): Promise<string> => {
    const alertId = await steps.alertOf({ findingId: `kept-${(made += 1)}`, isBare: true })
    await act(alertId, { action: 'claim' })
    await act(alertId, { action: 'dismiss', reason: 'picture_unclear' })
    return alertId
  }
  /** The session of a day ago is over: the same person, anew. */
  const later = async (days: number): Promise<void> => {
    api.clock.at += days * day
    olga = await api.as('operator', 'olga')
  }
  const keepingOf = async (alertId: string) => (await steps.detail(olga, alertId)).keeping
  const exhibitsOf = (alertId: string) =>
    api.world.db.exhibit.findMany({
      where: { dossier: { finding: { alert: { id: alertId } } } },
      include: { expiry: true },
      orderBy: { name: 'asc' },
    })
  const readFirst = async (alertId: string) => {
    const [first] = await exhibitsOf(alertId)
    return olga.call('GET', `/api/exhibits/${first!.id}/content`)
  }
  const expiries = (alertId: string) =>
    api.world.db.auditEntry.count({ where: { subject: `alert/${alertId}`, action: 'exhibits.expired' } })

  it('says from the first moment how, and by whom', async () => {
    const alertId = await alert()
    expect(await keepingOf(alertId)).toEqual({
      class: 'open',
      isHeld: true,
      until: null,
      days: null,
      goesAt: null,
      keeper: 'program',
      expired: null,
    })
    await keep()
    expect(await keepingState(api.world)).toEqual({ waiting: 0, problems: 0, toRemove: 0 })
    await later(1_000)
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({ class: 'open', isHeld: true })
    expect((await readFirst(alertId)).statusCode).toBe(200)
  })

  it('go when their time is over and it was said for a week: rows first, and they stay', async () => {
    const alertId = await dismissed()
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({
      class: 'ended',
      until: api.clock.at + 90 * day,
      goesAt: null,
    })
    await later(90)
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({ goesAt: api.clock.at + 7 * day, expired: null })
    await later(6)
    await keep()
    expect((await readFirst(alertId)).statusCode).toBe(200)
    await later(1)
    await keep()
    const at = api.clock.at
    const answer = await readFirst(alertId)
    expect(answer.statusCode).toBe(410)
    expect(answer.json()).toMatchObject({ code: 'exhibit_expired', facts: { at, class: 'ended', days: 90 } })
    const exhibits = await exhibitsOf(alertId)
    expect(exhibits.map(({ expiry }) => expiry?.at.getTime())).toEqual([at, at, at])
    for (const { objectKey } of exhibits)
      await expect(api.world.objects.stat(objectKey, null)).rejects.toMatchObject({
        code: 'object_not_found',
      })
    const { manifests, keeping, trace, exhibits: shown, timeline } = await steps.detail(olga, alertId)
    expect(manifests).toHaveLength(1)
    expect(trace).toBeNull()
    expect(keeping.expired).toEqual({ at, class: 'ended', days: 90 })
    expect(shown.map(({ expiredAt }) => expiredAt)).toEqual([at, at, at])
    expect(timeline.at(-1)).toMatchObject({ action: 'exhibits.expired', facts: { exhibits: 3, days: 90 } })
    expect((await olga.call('GET', `/api/alerts/${alertId}/thumb`)).statusCode).toBe(410)
    await keep()
    expect(await expiries(alertId)).toBe(1)
  })

  it('cannot be called back: an alert whose evidence went stays as it ended', async () => {
    const [gone] = await api.world.db.exhibitExpiry.findMany({
      include: { exhibit: { include: { dossier: { include: { finding: { include: { alert: true } } } } } } },
      take: 1,
    })
    const alertId = gone!.exhibit.dossier.finding.alert!.id
    const answer = await steps.act(olga, alertId, { action: 'restore' })
    expect(answer.json()).toMatchObject({ code: 'exhibit_expired' })
    const { alert: now, allowed } = await steps.detail(olga, alertId)
    expect([now.status, allowed]).toEqual(['dismissed', []])
  })

  it('are deleted by the next step where a kill came between row and object', async () => {
    const alertId = await dismissed()
    await keep()
    await later(90)
    await keep()
    await later(7)
    const killed = { ...api.world.objects, expire: () => Promise.reject(new Error('killed here')) }
    await expect(keep({ objects: killed })).rejects.toThrow('killed here')
    const [first] = await exhibitsOf(alertId)
    expect(first?.expiry).not.toBeNull()
    expect((await api.world.objects.stat(first!.objectKey, null)).bytes).toBe(first!.bytes)
    expect((await readFirst(alertId)).json()).toMatchObject({ code: 'exhibit_expired' })
    await keep()
    await expect(api.world.objects.stat(first!.objectKey, null)).rejects.toThrow('object_not_found')
    expect(await expiries(alertId)).toBe(1)
    expect(await keepingState(api.world)).toMatchObject({ toRemove: 0 })
  })

  it('stay where a clock was set a year ahead for some days: it gives notice, and takes that back', async () => {
    const alertId = await dismissed()
    await keep()
    await later(365)
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({ goesAt: api.clock.at + 7 * day })
    await later(6)
    await keep()
    await later(-371)
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({
      goesAt: null,
      expired: null,
      until: api.clock.at + 90 * day,
    })
    await later(90)
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({ goesAt: api.clock.at + 7 * day, expired: null })
    expect((await readFirst(alertId)).statusCode).toBe(200)
  })

  it('are held again when their alert is opened again, before anything goes', async () => {
    const alertId = await dismissed()
    await keep()
    await later(90)
    await keep()
    await later(7)
    await act(alertId, { action: 'restore' })
    await keep()
    expect(await keepingOf(alertId)).toMatchObject({
      class: 'open',
      isHeld: true,
      goesAt: null,
      expired: null,
    })
    expect((await readFirst(alertId)).statusCode).toBe(200)
  })

  it('stay where it is opened again at the very moment', async () => {
    const alertId = await dismissed()
    await keep()
    await later(90)
    await keep()
    await later(7)
    const { objects } = api.world
    const meanwhile: KeepingDeps['objects'] = {
      ...objects,
      async lockOf(key, versionId) {
        const { alert: now } = await steps.detail(olga, alertId)
        if (now.status === 'dismissed') await act(alertId, { action: 'restore' })
        return objects.lockOf(key, versionId)
      },
    }
    await keep({ objects: meanwhile })
    expect(await keepingOf(alertId)).toMatchObject({ isHeld: true, expired: null })
    expect(await expiries(alertId)).toBe(0)
    await keep()
    expect((await readFirst(alertId)).statusCode).toBe(200)
  })

  it('of a case stay for thirty years and as long as it stands', async () => {
    const alertId = await passedOn(api, steps, { findingId: 'a-case' })
    for (const account of ['ann', 'bob']) {
      const officer = await api.as('officer', account)
      await steps.openAll(officer, alertId)
      expect((await steps.review(officer, alertId)).statusCode).toBe(200)
    }
    const filedAt = api.clock.at
    await keep()
    await later(40 * 365)
    await keep()
    await later(8)
    await keep()
    const term = { until: filedAt + 10_958 * day, days: 10_958 }
    expect(await keepingOf(alertId)).toMatchObject({ class: 'case', isHeld: true, ...term, expired: null })
    expect((await readFirst(alertId)).statusCode).toBe(200)
    await later(-(40 * 365 + 8))
  })

  it('that somebody deleted are not said to have gone by rule', async () => {
    const alertId = await dismissed()
    const [first] = await exhibitsOf(alertId)
    await rm(join(api.dir, 'objects', first!.objectKey), { force: true })
    await keep()
    expect(await keepingState(api.world)).toMatchObject({ problems: 1 })
    await later(90)
    await keep()
    await later(7)
    await keep()
    expect((await exhibitsOf(alertId)).map(({ expiry }) => expiry === null)).toEqual([true, false, false])
    expect((await readFirst(alertId)).json()).toMatchObject({ code: 'exhibit_missing' })
  })

  it('go also where another’s cannot be looked at, or not be deleted: one that fails holds up no other', async () => {
    const [broken, whole] = [await dismissed(), await dismissed()]
    await keep()
    await later(90)
    await keep()
    await later(7)
    const [first] = await exhibitsOf(broken)
    const { objects } = api.world
    const refuse = (key: string): void => {
      if (key === first!.objectKey) throw new Error('no answer for this one')
    }
    const partly: KeepingDeps['objects'] = {
      ...objects,
      lockOf: async (key, versionId) => (refuse(key), objects.lockOf(key, versionId)),
      expire: async (key, versionId) => (refuse(key), objects.expire(key, versionId)),
    }
    await expect(keep({ objects: partly })).rejects.toThrow('no answer')
    await keep({ objects: partly })
    expect([await expiries(broken), await expiries(whole)]).toEqual([0, 1])
    await later(1)
    await keep()
    expect(await expiries(broken)).toBe(1)
  })

  it('are seen to by one of two processes, and go once', async () => {
    const alertId = await dismissed()
    await keep()
    await later(90)
    await Promise.all([keep(), keep()])
    await later(7)
    let looks = 0
    const { objects } = api.world
    const counted: KeepingDeps['objects'] = {
      ...objects,
      lockOf: (key, versionId) => ((looks += 1), objects.lockOf(key, versionId)),
    }
    await Promise.all([1, 2, 3, 4].map(() => keep({ objects: counted })))
    expect(looks).toBe(3)
    expect(await expiries(alertId)).toBe(1)
    expect((await readFirst(alertId)).json()).toMatchObject({ code: 'exhibit_expired' })
  })

  it('leave records that nobody changes, and on which nobody confirms or packs a case', async () => {
    const insider = new pg.Client({ connectionString: api.databaseUrl })
    await insider.connect()
    try {
      for (const sql of [
        'UPDATE exhibit_expiry SET days = 1',
        'DELETE FROM exhibit_expiry',
        'TRUNCATE exhibit_expiry',
      ])
        await expect(insider.query(sql)).rejects.toThrow(/append-only/)
      const alertId = await passedOn(api, steps, { findingId: 'said-gone' })
      const [first] = await exhibitsOf(alertId)
      const ann = await api.as('officer', 'ann')
      await steps.openAll(ann, alertId)
      await insider.query(`INSERT INTO exhibit_expiry VALUES ($1, now(), 'ended', 90, now())`, [first!.id])
      const ofCase = await api.world.db.alert.findUniqueOrThrow({
        where: { findingId: 'a-case' },
        include: { cases: true },
      })
      const [still] = await exhibitsOf(ofCase.id)
      await insider.query(`INSERT INTO exhibit_expiry VALUES ($1, now(), 'case', 10958, now())`, [still!.id])
      const packed = await takePackage(api, ann, ofCase.cases[0]!.id)
      expect([packed.statusCode, packed.json()]).toMatchObject([410, { code: 'exhibit_expired' }])
      const answer = await steps.review(ann, alertId)
      expect(answer.statusCode).toBe(410)
      expect(answer.json()).toMatchObject({ code: 'exhibit_expired' })
    } finally {
      await insider.end()
    }
  })
})
